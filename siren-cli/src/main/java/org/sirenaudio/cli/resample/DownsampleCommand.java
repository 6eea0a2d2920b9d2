package org.sirenaudio.cli.resample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Json;
import org.sirenaudio.cli.console.OutputKind;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.render.Decimation;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren downsample}: decimates a recording, to fit and upsample it. */
@Command(
    name = "downsample",
    description = "Decimates a recording by an integer factor, through an anti-alias filter.",
    sortOptions = false)
public final class DownsampleCommand implements Callable<Integer> {

  private final Streams streams;

  @Parameters(paramLabel = "IN", description = "A WAV, AIFF or AU file, or - for stdin.")
  private @Nullable Path input;

  @Option(
      names = "--factor",
      required = true,
      paramLabel = "FACTOR",
      converter = Factor.Converter.class,
      description = "Divide the sample rate by this whole number, 2 or more.")
  private @Nullable Factor factor;

  @Option(
      names = "--naive",
      description =
          "Keep every FACTOR-th frame as it is: what lies above the new Nyquist frequency is"
              + " aliased.")
  private boolean naive;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The WAV file to write, or - for stdout; NAME-RATE.wav otherwise.")
  private @Nullable Path output;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public DownsampleCommand(Streams streams) {
    this.streams = streams;
  }

  @Override
  public Integer call() throws IOException {
    int whole = Objects.requireNonNull(factor).whole("--factor");
    Path in = Objects.requireNonNull(input);
    if (output != null) {
      OutputKind.SOUND.require(output);
    }
    Clip clip = recordings.read(in, streams, report);
    Clip decimated = naive ? Decimation.plain(clip, whole) : Decimation.filtered(clip, whole);
    int frames = decimated.frames();
    Clip kept = decimated.withMetadata(clip.metadata().placed(1.0 / whole, 0, frames, frames));
    // Refused before anything is written.
    encoding.format(kept.sampleRate(), kept.channels());
    Path out =
        output != null
            ? output
            : Outputs.sibling(in, "-" + SoundText.rate(kept.sampleRate()) + ".wav");
    Outputs.check(in, out, overwrite);
    long clipped = encoding.write(kept, out, overwrite.given(), streams);
    report.print(
        StandardStream.is(out) ? streams.err() : streams.out(),
        () -> json(out, kept, clipped),
        () -> out + ": " + SoundText.clip(kept) + SoundText.clipped(clipped));
    return ExitCode.DONE;
  }

  private static String json(Path out, Clip kept, long clipped) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("output", out.toString());
    all.put("sampleRate", kept.sampleRate());
    all.put("channels", kept.channels());
    all.put("frames", kept.frames());
    all.put("clippedSamples", clipped);
    return Json.object(all);
  }
}
