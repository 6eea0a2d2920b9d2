package org.sirenaudio.cli.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.OutputKind;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.Json;
import org.sirenaudio.command.ThreadsOption;
import org.sirenaudio.error.Figure;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren render}: renders a model to sound. */
@Command(
    name = "render",
    description = {
      "Renders a model at any rate, whole or in part, in constant memory.",
      "--speed and --warp render on another clock; --start and --duration then refer "
          + "to that clock. Whatever the clock moves above half the rate is filtered out "
          + "first. A model adds its own error to a recording (fits of 46 dB: -46 dB); siren "
          + "warp plays the recording itself on another clock, without that error. "
          + "Use render if you have only the model."
    },
    sortOptions = false)
public final class RenderCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "MODEL", description = "A model of siren fit, or - for standard input.")
  private @Nullable Path input;

  @Mixin private RateOptions rate = new RateOptions();
  @Mixin private ClockOptions clock = new ClockOptions();

  @Option(names = "--start", paramLabel = "S", description = "Begin at S seconds.")
  private @Nullable Double start;

  @Option(
      names = "--duration",
      paramLabel = "S",
      description = "Render S seconds, or to the end if that comes first.")
  private @Nullable Double duration;

  @Mixin private EncodingOptions encoding = new EncodingOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description =
          "The file to write, .wav, .flac, .mp3, .opus or .m4a, or - for WAV on stdout; NAME.wav or"
              + " NAME-RATE.wav otherwise.")
  private @Nullable Path output;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public RenderCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    boolean fromStdin = StandardStream.is(in);
    Path out =
        output != null
            ? OutputKind.SOUND.require(output)
            : Outputs.sibling(in, rate.ending() + ".wav");
    TimeMap map = clock.map();
    ClipModel model = fromStdin ? ClipModel.read(streams.in(), "stdin") : ClipModel.read(in);
    Outputs.check(clock.inputs(in), List.of(out), file -> overwrite.given());
    Renderer renderer = Renderer.of(model).threads(threads.count());
    RenderedSpan sound = span(map == null ? renderer : renderer.on(map), model.sampleRate());
    sound.tell(streams, report);
    if (map != null) {
      tellOfFramesAlone(model);
    }
    long begun = System.nanoTime();
    long clipped = sound.write(encoding, out, overwrite.given(), streams, interrupt);
    double seconds = 1e-9 * (System.nanoTime() - begun);
    report.print(
        StandardStream.is(out) ? streams.err() : streams.out(),
        () -> json(out, sound, clipped, seconds),
        () -> text(out, sound, clipped, seconds));
    return ExitCode.DONE;
  }

  /** A fit that saw only the frames has learned nothing about what lies between them. */
  private void tellOfFramesAlone(ClipModel model) {
    if ("1".equals(model.provenance().get("fit.density")) && !report.quiet()) {
      streams
          .err()
          .println(
              "siren: the model was fitted with --oversampling 1, to the samples only: between"
                  + " them, where another clock needs it, it does not represent the recording");
    }
  }

  private RenderedSpan span(Renderer renderer, double own) {
    RenderedSpan whole = rate.whole(renderer, own);
    if (start == null && duration == null) {
      return whole;
    }
    double from = start != null ? start : 0;
    // To the end, however long that is.
    double length = duration != null ? duration : Double.POSITIVE_INFINITY;
    RenderedSpan part = whole.only(from, length);
    if (duration != null && from + duration > renderer.seconds() && !report.quiet()) {
      streams
          .err()
          .printf(
              "siren: the recording ends at %s s: rendering %s s instead of %s s%n",
              Figure.of(renderer.seconds()),
              Figure.of(part.span().frames() / part.rate()),
              Figure.of(duration));
    }
    return part;
  }

  private static String json(Path out, RenderedSpan sound, long clipped, double seconds) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rendering", out.toString());
    all.put("sampleRate", sound.rate());
    all.put("channels", sound.renderer().channels());
    all.put("frames", sound.span().frames());
    all.put("clippedSamples", clipped);
    all.put("seconds", seconds);
    return Json.object(all);
  }

  private static String text(Path out, RenderedSpan sound, long clipped, double seconds) {
    long frames = sound.span().frames();
    int channels = sound.renderer().channels();
    return String.format(
        Locale.ROOT,
        "%s: %s, in %.2f s%s",
        out,
        SoundText.sound(frames / sound.rate(), sound.rate(), channels, frames),
        seconds,
        SoundText.clipped(clipped));
  }
}
