package org.sirenaudio.cli.resample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.WavFormat;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.OutputKind;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Json;
import org.sirenaudio.render.Decimation;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren downsample}: decimates a recording. */
@Command(
    name = "downsample",
    description = {
      "Lowers a recording's sample rate through an anti-alias filter.",
      "The filter has linear phase and no delay. It is flat within 0.0001 dB up to 0.9 of the new"
          + " Nyquist frequency, and more than 105 dB down from the Nyquist frequency on. Beyond its"
          + " ends the recording is mirrored."
    },
    sortOptions = false)
public final class DownsampleCommand implements Callable<Integer> {

  private final Streams streams;

  @Parameters(paramLabel = "IN", description = "A sound file, or - for standard input.")
  private @Nullable Path input;

  @ArgGroup(multiplicity = "1")
  private @Nullable Target target;

  /** The rate, in one of two forms. */
  private static final class Target {
    @Option(
        names = "--factor",
        paramLabel = "FACTOR",
        converter = Factor.Converter.class,
        description = "Divide the sample rate by this number above 1, such as 2, 1.5 or 16/3.")
    private @Nullable Factor factor;

    @Option(
        names = {"-r", "--rate"},
        paramLabel = "HZ",
        description = "The new rate in Hz.")
    private @Nullable Double rate;
  }

  @Option(
      names = "--naive",
      description =
          "No filter: keep every n-th frame as it is, n an integer. Frequencies above the "
              + "new Nyquist frequency are aliased.")
  private boolean naive;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The file to write, .wav, .flac, .mp3, .opus or .m4a, or - for WAV on stdout;"
              + " NAME-RATE.wav otherwise.")
  private @Nullable Path output;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public DownsampleCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    if (output != null) {
      OutputKind.SOUND.require(output);
    }
    ClipSource clip = recordings.open(in, streams, report);
    double rate = rate(clip.sampleRate());
    int factor = naive ? wholeFactor(clip.sampleRate(), rate) : 0;
    Path out = output != null ? output : Outputs.sibling(in, "-" + SoundText.rate(rate) + ".wav");
    // Rejected before anything is written.
    WavFormat plain = encoding.format(rate, clip.channels());
    plain.requireFor(out);
    Outputs.check(in, out, overwrite);
    long frames = Decimation.frames(clip.frames(), clip.sampleRate(), rate);
    WavFormat format =
        plain.withMetadata(clip.metadata().placed(rate / clip.sampleRate(), 0, frames, frames));
    long clipped =
        EncodingOptions.write(
            format,
            frames,
            out,
            overwrite.given(),
            streams,
            writer -> {
              Renderer.Sink sink = (block, count) -> writer.write(block, 0, count);
              if (naive) {
                Decimation.plain(clip, factor, sink);
              } else {
                Decimation.filtered(clip, rate, sink);
              }
            });
    report.print(
        StandardStream.is(out) ? streams.err() : streams.out(),
        () -> json(out, format, frames, clipped),
        () ->
            out
                + ": "
                + SoundText.sound(frames / rate, rate, format.channels(), frames)
                + SoundText.clipped(clipped));
    return ExitCode.DONE;
  }

  private double rate(double from) {
    Target wanted = Objects.requireNonNull(target);
    if (wanted.factor != null) {
      return wanted.factor.divide(from);
    }
    double rate = Objects.requireNonNull(wanted.rate);
    if (rate >= from) {
      throw new IllegalArgumentException(
          "--rate %s is not below the recording's %s Hz; use siren upsample to raise a rate"
              .formatted(SoundText.rate(rate), SoundText.rate(from)));
    }
    return rate;
  }

  private static int wholeFactor(double from, double rate) {
    double factor = from / rate;
    if (factor != Math.rint(factor)) {
      throw new IllegalArgumentException(
          "--naive keeps every n-th frame, but %s Hz / %s Hz is not an integer; omit it, or"
                  .formatted(SoundText.rate(from), SoundText.rate(rate))
              + " choose a rate that divides %s Hz".formatted(SoundText.rate(from)));
    }
    return (int) factor;
  }

  private static String json(Path out, WavFormat format, long frames, long clipped) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("output", out.toString());
    all.put("sampleRate", format.sampleRate());
    all.put("channels", format.channels());
    all.put("frames", frames);
    all.put("clippedSamples", clipped);
    return Json.object(all);
  }
}
