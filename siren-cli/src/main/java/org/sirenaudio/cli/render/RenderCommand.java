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
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Json;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren render}: from a model to sound. */
@Command(
    name = "render",
    description = "Renders a model at any rate, whole or in part, in constant memory.",
    sortOptions = false)
public final class RenderCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "MODEL", description = "A model of siren fit, or - for stdin.")
  private @Nullable Path input;

  @Option(
      names = {"-r", "--rate"},
      paramLabel = "HZ",
      description = "Sample rate in Hz; the clip's own otherwise.")
  private @Nullable Double rate;

  @Option(names = "--start", paramLabel = "S", description = "Begin at S seconds.")
  private @Nullable Double start;

  @Option(names = "--duration", paramLabel = "S", description = "Render S seconds.")
  private @Nullable Double duration;

  @Mixin private RenderOptions rendering = new RenderOptions();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The WAV file to write, or - for stdout; NAME.wav or NAME-RATE.wav otherwise.")
  private @Nullable Path output;

  @Option(
      names = {"-y", "--overwrite"},
      description = "Replace a file that exists.")
  private boolean overwrite;

  @Option(
      names = "--threads",
      paramLabel = "N",
      description = "Threads to use; 0, the default, for one per processor.")
  private int threads;

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  public RenderCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    boolean fromStdin = StandardStream.is(in);
    String ending = rate == null ? ".wav" : "-" + SoundText.rate(rate) + ".wav";
    Path out = output != null ? output : Outputs.sibling(in, ending);
    boolean piped = StandardStream.is(out);
    ClipModel model = fromStdin ? ClipModel.read(streams.in(), "stdin") : ClipModel.read(in);
    Outputs.check(piped ? List.of() : List.of(out), overwrite);
    double hertz = RenderOptions.rate(rate, model);
    Renderer renderer = Renderer.of(model).threads(threads);
    double from = start != null ? start : 0;
    double length = duration != null ? duration : model.seconds() - from;
    Renderer.Span span =
        start == null && duration == null
            ? new Renderer.Span(0, renderer.frames(hertz))
            : renderer.span(hertz, from, length);
    long begun = System.nanoTime();
    RenderOptions.Written written =
        rendering.write(model, renderer, hertz, span, out, overwrite, streams, interrupt);
    report(out, hertz, model, written, 1e-9 * (System.nanoTime() - begun), piped);
    return ExitCode.DONE;
  }

  private void report(
      Path out,
      double hertz,
      ClipModel model,
      RenderOptions.Written written,
      double seconds,
      boolean piped) {
    String text;
    if (json) {
      Map<String, Object> all = new LinkedHashMap<>();
      all.put("rendering", out.toString());
      all.put("sampleRate", hertz);
      all.put("channels", model.channels());
      all.put("frames", written.frames());
      all.put("clippedSamples", written.clipped());
      all.put("seconds", seconds);
      text = Json.object(all);
    } else {
      double length = written.frames() / hertz;
      text =
          String.format(
              Locale.ROOT,
              "%s: %s, in %.2f s%s",
              out,
              SoundText.sound(length, hertz, model.channels(), written.frames()),
              seconds,
              SoundText.clipped(written.clipped()));
    }
    (piped ? streams.err() : streams.out()).println(text);
  }
}
