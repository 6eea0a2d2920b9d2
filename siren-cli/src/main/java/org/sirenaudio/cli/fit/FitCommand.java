package org.sirenaudio.cli.fit;

import java.awt.AWTError;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.OutputKind;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.ProgressOptions;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.cli.picture.TensorBoardOption;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.estimate.FitEstimate;
import org.sirenaudio.model.ClipModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren fit}: from a recording to a model, its rendering and a picture. */
@Command(
    name = "fit",
    description = {
      "Fits a recording.",
      "Leaves beside it the model (NAME.safetensors), its rendering (NAME.siren.wav) and a picture"
          + " of both (NAME.siren.png)."
    },
    sortOptions = false)
public final class FitCommand implements Callable<Integer> {

  private static final String MODEL = "model";
  private static final String RENDERING = "rendering";
  private static final String PLOT = "plot";

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(
      paramLabel = "IN",
      description =
          "A sound file, - for one from stdin, or a CSV file (NAME.csv) of time in"
              + " seconds and value at uneven instants.")
  private @Nullable Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      description =
          "Where to write the model; the other files go beside it. With - it goes to stdout, alone.")
  private @Nullable Path output;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private FitOptions options = new FitOptions();
  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin private MissingOptions missing = new MissingOptions();

  @Option(
      names = "--band-limit",
      paramLabel = "RATE",
      description =
          "With a CSV file: the sample rate in Hz that the sound needs, twice its highest frequency.")
  private @Nullable Double bandLimit;

  @Option(names = "--no-rendering", description = "Do not write the rendering.")
  private boolean noRendering;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private EncodingOptions encoding = new EncodingOptions();
  @Mixin private PlotOptions plots = new PlotOptions();
  @Mixin private TensorBoardOption tensorBoard = new TensorBoardOption();
  @Mixin private ReportOptions report = new ReportOptions();
  @Mixin private ProgressOptions progress = new ProgressOptions();

  public FitCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Option(names = "--rate", hidden = true, description = "--band-limit")
  void rate(double hertz) {
    bandLimit = hertz;
  }

  @Override
  public Integer call() throws IOException {
    FitConfig config = options.config();
    Path in = Objects.requireNonNull(input);
    Path model =
        output != null ? OutputKind.MODEL.require(output) : Outputs.sibling(in, ".safetensors");
    if (recordings.salvages() && PointsFile.isOne(in)) {
      throw new IllegalArgumentException("--salvage is for sound files, not for CSV files");
    }
    Map<String, Path> files = files(model);
    Leftovers leftovers = checkpoints.of(model, report);
    Predicate<Path> replaceable = file -> overwrite.given() || leftovers.wrote(file);
    Outputs.check(List.of(in), files.values(), replaceable);
    FitInput shown =
        FitInput.read(
            in,
            bandLimit,
            missing,
            config,
            streams,
            (recording, gaps) -> recordings.open(recording, gaps, streams, report));
    if (shown instanceof FitInput.PointsInput some) {
      tell(in, some.points().remark());
    }
    Path rendered = files.get(RENDERING);
    boolean replace = rendered != null && replaceable.test(rendered);
    boolean kept = files.containsKey(PLOT) || shown.isPartial();
    try (GridRendering rendering =
        new GridRendering(shown.clip(), rendered, encoding, replace, kept)) {
      EstimateText estimate = estimate(shown, config);
      FitSession session = fitted(job(config, model), shown, leftovers, files, rendering);
      write(session.model(), model, replaceable);
      leftovers.record(files.values());
      long clipped = rendering.finish(session.model(), config.threadCount(), streams);
      leftovers.record(files.values());
      draw(session, rendering, config, files, replaceable);
      Baselines filled = shown.missing(session, rendering);
      leftovers.end(session, files.values(), streams);
      FitSummary summary =
          new FitSummary(session, StandardStream.name(in), files, clipped, filled, estimate);
      report.print(results(model), summary::json, summary::text);
      return session.exitCode();
    }
  }

  private FitSession fitted(
      FitJob job,
      FitInput shown,
      Leftovers leftovers,
      Map<String, Path> files,
      GridRendering rendering)
      throws IOException {
    Path in = Objects.requireNonNull(input);
    try (TensorBoardOption.Runs runs = tensorBoard.open()) {
      return job.run(shown, leftovers, files.values(), rendering, runs.of(runName(in)));
    }
  }

  private static String runName(Path in) {
    return StandardStream.is(in)
        ? "stdin"
        : String.valueOf(in.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  /** Says what the fit will cost, before it begins; null where nobody asks. */
  private @Nullable EstimateText estimate(FitInput shown, FitConfig config) {
    if (report.quiet() && !report.json()) {
      return null;
    }
    EstimateText estimate = new EstimateText(FitEstimate.of(shown.clip(), config), shown.clip());
    boolean people =
        switch (progress.mode(report)) {
          case BAR -> true;
          case AUTO -> !report.json() || streams.terminal();
          case JSON, NONE -> false;
        };
    if (people) {
      streams.err().println("siren: " + estimate.cost());
      if (!estimate.shortfall().isEmpty()) {
        streams.err().println("siren: " + estimate.shortfall());
      }
    }
    return estimate;
  }

  private void tell(Path in, String remark) {
    if (!remark.isEmpty() && !report.quiet()) {
      streams.err().println("siren: " + in + ": " + remark);
    }
  }

  /** What is written where. */
  private Map<String, Path> files(Path model) {
    Map<String, Path> files = new LinkedHashMap<>();
    boolean piped = StandardStream.is(model);
    if (!piped) {
      files.put(MODEL, model);
    }
    if (!piped && !noRendering) {
      files.put(RENDERING, Outputs.sibling(model, ".siren.wav"));
    }
    Path plot = plots.file(piped ? null : Outputs.sibling(model, ".siren.png"));
    if (plot != null) {
      files.put(PLOT, plot);
    }
    return files;
  }

  /** Results go to stdout, unless the model does. */
  private PrintStream results(Path model) {
    return StandardStream.is(model) ? streams.err() : streams.out();
  }

  private FitJob job(FitConfig config, Path model) {
    PrintStream epochs =
        report.quiet()
            ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
            : report.json() ? streams.err() : results(model);
    return new FitJob(
        config,
        options.keepsPoor(),
        progress.mode(report),
        streams,
        report.unlessQuiet(epochs),
        interrupt);
  }

  private void write(ClipModel model, Path file, Predicate<Path> replaceable) throws IOException {
    if (StandardStream.is(file)) {
      model.write(streams.out());
    } else {
      Outputs.write(file, () -> model.write(file, replaceable.test(file)));
    }
  }

  /** The picture is an extra: where it cannot be drawn, the fit stands without it. */
  private void draw(
      FitSession session,
      GridRendering rendering,
      FitConfig config,
      Map<String, Path> files,
      Predicate<Path> replaceable)
      throws IOException {
    Path plot = files.get(PLOT);
    if (plot == null) {
      return;
    }
    String name = StandardStream.name(Objects.requireNonNull(input));
    ClipSource sound = rendering.sound(session.model(), config.threadCount());
    try {
      byte[] picture = session.picture(name, sound, PictureFormat.of(plot));
      Outputs.write(plot, picture, replaceable.test(plot));
    } catch (LinkageError | InternalError | AWTError e) {
      files.remove(PLOT);
      streams
          .err()
          .println("siren: no plot: this Java cannot draw (" + e.getMessage() + "); use --no-plot");
    }
  }
}
