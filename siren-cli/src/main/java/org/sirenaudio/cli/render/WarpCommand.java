package org.sirenaudio.cli.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
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
import org.sirenaudio.command.ThreadsOption;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren warp}: renders a recording on another clock. */
@Command(
    name = "warp",
    description = {
      "Plays a recording on another clock, in constant memory: faster, slower, or along a map.",
      "Interpolation between the samples is flat up to 0.949 of the Nyquist frequency; images are"
          + " more than 115 dB down. Above a speed of 1.002 (and below the recording's rate), an"
          + " anti-alias filter is applied first, flat up to 0.9 of the Nyquist frequency. siren"
          + " render does the same with a model, whose own error is added (fits of 46 dB: -46 dB)."
    },
    sortOptions = false)
public final class WarpCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "IN", description = "A sound file, or - for standard input.")
  private @Nullable Path input;

  @Mixin private ClockOptions clock = new ClockOptions();

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "HZ",
      description = "Sample rate in Hz, such as 48000 or 44099.37; by default the recording's own.")
  private @Nullable Double rate;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The file to write, .wav, .flac, .mp3, .opus or .m4a, or - for WAV on stdout;"
              + " NAME-warped.wav otherwise.")
  private @Nullable Path output;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public WarpCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    Path out =
        output != null ? OutputKind.SOUND.require(output) : Outputs.sibling(in, "-warped.wav");
    TimeMap map = clock.map();
    if (map == null && rate == null) {
      throw new IllegalArgumentException(
          "another clock is needed: give --speed, --warp or -r; see siren warp --help");
    }
    ClipSource clip = recordings.open(in, streams, report);
    Outputs.check(clock.inputs(in), List.of(out), file -> overwrite.given());
    Renderer renderer = Renderer.of(clip).threads(threads.count());
    RenderedSpan sound =
        RenderedSpan.whole(
            map == null ? renderer : renderer.on(map),
            rate != null ? rate : Math.max(1, Math.rint(clip.sampleRate())));
    sound.tell(streams, report);
    long clipped = sound.write(encoding, out, overwrite.given(), streams, interrupt);
    long frames = sound.span().frames();
    report.print(
        StandardStream.is(out) ? streams.err() : streams.out(),
        () -> json(out, sound, clipped),
        () ->
            out
                + ": "
                + SoundText.sound(frames / sound.rate(), sound.rate(), renderer.channels(), frames)
                + SoundText.clipped(clipped));
    return ExitCode.DONE;
  }

  private static String json(Path out, RenderedSpan sound, long clipped) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("output", out.toString());
    all.put("sampleRate", sound.rate());
    all.put("channels", sound.renderer().channels());
    all.put("frames", sound.span().frames());
    all.put("clippedSamples", clipped);
    return Json.object(all);
  }
}
