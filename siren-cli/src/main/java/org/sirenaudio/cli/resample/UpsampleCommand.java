package org.sirenaudio.cli.resample;

import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Encoding;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.ProgressOptions;
import org.sirenaudio.cli.console.SoundText;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.fit.Baselines;
import org.sirenaudio.cli.fit.CheckpointOptions;
import org.sirenaudio.cli.fit.FitInput;
import org.sirenaudio.cli.fit.FitSession;
import org.sirenaudio.cli.fit.FitSummary;
import org.sirenaudio.cli.fit.MissingOptions;
import org.sirenaudio.cli.render.RenderOptions;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.render.Renderer;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren upsample}: fits and renders at another rate in one go. */
@Command(
    name = "upsample",
    description = "Fits a recording and renders it at another rate, in one go.",
    sortOptions = false)
public final class UpsampleCommand implements Callable<Integer> {

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "IN", description = "A WAV, AIFF or AU file, or - for stdin.")
  private @Nullable Path input;

  @ArgGroup(multiplicity = "1")
  private @Nullable Target target;

  /** The rate, one way or the other. */
  private static final class Target {
    @Option(names = "--factor", paramLabel = "F", description = "Times the clip's own rate.")
    private @Nullable Double factor;

    @Option(
        names = {"-r", "--rate"},
        paramLabel = "HZ",
        description = "The new rate in Hz.")
    private @Nullable Double rate;

    @Option(
        names = "--evaluate",
        paramLabel = "FACTOR",
        description =
            "Judge the method on this recording: fit every FACTOR-th frame, render all, and"
                + " compare with windowed-sinc, cubic and linear interpolation of the same frames."
                + " Writes sound only with -o.")
    private @Nullable Integer evaluate;
  }

  @Option(
      names = {"-o", "--output"},
      paramLabel = "OUT",
      description = "The WAV file to write, or - for stdout; NAME-RATE.wav otherwise.")
  private @Nullable Path output;

  @Option(
      names = {"-y", "--overwrite"},
      description = "Replace a file that exists.")
  private boolean overwrite;

  @Option(
      names = "--plot",
      paramLabel = "PNG",
      description = "With --evaluate: draw errors, spectra and a close look.")
  private @Nullable Path plot;

  @Mixin private FitOptions options = new FitOptions();
  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin private MissingOptions missing = new MissingOptions();
  @Mixin private RenderOptions rendering = new RenderOptions();

  @Option(names = "--json", description = "Print the summary as one JSON object.")
  private boolean json;

  @Mixin private ProgressOptions progress = new ProgressOptions();

  public UpsampleCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    FitConfig config = options.config();
    Path in = Objects.requireNonNull(input);
    ClipSource clip = StandardStream.open(in, streams);
    if (plot != null && Objects.requireNonNull(target).evaluate == null) {
      throw new IllegalArgumentException("--plot goes with --evaluate");
    }
    if (Objects.requireNonNull(target).evaluate != null) {
      return evaluate(
          clip.slice(0, clip.frames()),
          in,
          options.ofKeptFrames(),
          Objects.requireNonNull(target.evaluate));
    }
    FitInput.Recording shown =
        new FitInput.Recording(clip, missing.known(clip, config.randomSeed()));
    double rate = rate(clip);
    // Looked at before the fit, which would be in vain.
    rendering.format(rate, clip.channels());
    Path out = output != null ? output : Outputs.sibling(in, "-" + SoundText.rate(rate) + ".wav");
    boolean piped = StandardStream.is(out);
    Outputs.check(piped ? List.of() : List.of(out), overwrite);
    FitSession session =
        FitSession.run(
            clip,
            shown.set() == null ? TrainingSet.all(clip) : shown.set(),
            config,
            checkpoints.of(out, overwrite),
            CheckpointOptions.resumed(out, progress.quiet(), streams),
            progress.mode(),
            streams,
            streams.err(),
            interrupt);
    Renderer renderer = Renderer.of(session.model()).threads(config.threadCount());
    Renderer.Span all = new Renderer.Span(0, renderer.frames(rate));
    rendering.write(session.model(), renderer, rate, all, out, overwrite, streams, interrupt);
    session.end(streams);
    Map<String, Path> files = new LinkedHashMap<>();
    files.put("rendering", out);
    Baselines filled = shown.missing(session);
    FitSummary summary = new FitSummary(session, StandardStream.name(in), files, filled);
    if (json || !progress.quiet()) {
      (piped ? streams.err() : streams.out()).println(json ? summary.json() : summary.text());
    }
    return session.interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private int evaluate(Clip clip, Path in, FitConfig config, int factor) throws IOException {
    if (missing.given()) {
      throw new IllegalArgumentException(
          "--evaluate chooses the frames; leave out --gap and --drop");
    }
    List<Path> outputs = Stream.of(output, plot).filter(Objects::nonNull).toList();
    if (outputs.stream().anyMatch(StandardStream::is)) {
      throw new IllegalArgumentException("with --evaluate, -o and --plot name files");
    }
    Outputs.check(outputs, overwrite);
    DecimationEvaluation result =
        DecimationEvaluation.of(
            clip,
            factor,
            kept ->
                FitSession.run(
                    kept,
                    TrainingSet.all(kept),
                    config,
                    Checkpoints.none(),
                    s -> {},
                    progress.mode(),
                    streams,
                    streams.err(),
                    interrupt));
    String name = StandardStream.name(in);
    Path sound = output;
    if (sound != null) {
      Outputs.write(sound, () -> result.rendered().write(sound, Encoding.FLOAT, overwrite));
    }
    if (plot != null) {
      Outputs.write(plot, result.png(name), overwrite);
    }
    if (json || !progress.quiet()) {
      streams.out().println(json ? result.json() : result.text(name));
    }
    return result.session().interrupted() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private double rate(ClipSource clip) {
    Target wanted = Objects.requireNonNull(target);
    if (wanted.rate != null) {
      return wanted.rate;
    }
    double factor = Objects.requireNonNull(wanted.factor);
    if (!(factor > 0 && Double.isFinite(factor))) {
      throw new IllegalArgumentException("--factor must be positive, not " + factor);
    }
    return factor * clip.sampleRate();
  }
}
