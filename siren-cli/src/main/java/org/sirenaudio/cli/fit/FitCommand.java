package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.FreeSpace;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.OutputKind;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.ProgressOptions;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.cli.picture.TensorBoardOption;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.MissingOptions;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.estimate.FitEstimate;
import org.sirenaudio.model.ClipModel;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren fit}: fits a recording; writes a model, its rendering and a picture. */
@Command(
    name = "fit",
    description = {
      "Fits a recording.",
      "Writes the model (NAME.safetensors), its rendering (NAME.siren.wav) and a "
          + "plot of both (NAME.siren.png) beside it."
    },
    sortOptions = false)
public final class FitCommand implements Callable<Integer> {

  /** So many samples are fitted by default before an estimate would have been read. */
  private static final long BRIEF = 10_000;

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(
      paramLabel = "IN",
      description =
          "A sound file, - for standard input, or a CSV file (NAME.csv) of time in seconds "
              + "and value at uneven instants.")
  private @Nullable Path input;

  @Option(
      names = {"-o", "--output"},
      paramLabel = "MODEL",
      description =
          "Where to write the model; the other files go beside it. With - it goes to stdout,"
              + " alone.")
  private @Nullable Path output;

  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private FitOptions options = new FitOptions();
  @Mixin private CheckpointOptions checkpoints = new CheckpointOptions();
  @Mixin private MissingOptions missing = new MissingOptions();

  @Option(
      names = "--band-limit",
      paramLabel = "RATE",
      description =
          "With a CSV file: the sample rate in Hz that the sound needs, twice its highest"
              + " frequency.")
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
      throw new IllegalArgumentException("--salvage applies to sound files, not to CSV files");
    }
    FitOutputs outputs = outputs(model).checked(in);
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
    Path rendered = outputs.files().get(FitOutputs.RENDERING);
    boolean replace = rendered != null && outputs.replaceable(rendered);
    boolean kept = outputs.files().containsKey(FitOutputs.PLOT) || shown.isPartial();
    try (GridRendering rendering =
        new GridRendering(shown.clip(), rendered, encoding, replace, kept)) {
      EstimateText estimate = estimate(shown, config);
      if (estimate != null) {
        FreeSpace.require(model, estimate.estimate().bytes());
      }
      FitSession session = fitted(job(config, model), shown, outputs, rendering);
      write(session.model(), model, outputs);
      outputs.record();
      long clipped = rendering.finish(session.model(), config.threadCount(), streams);
      outputs.record();
      outputs.draw(session, StandardStream.name(in), rendering, config.threadCount());
      Baselines filled = shown.missing(session, rendering);
      outputs.end(session);
      FitSummary summary =
          new FitSummary(
              session, StandardStream.name(in), outputs.files(), clipped, filled, estimate);
      report.print(results(model), summary::json, summary::text);
      return session.exitCode();
    }
  }

  private FitSession fitted(FitJob job, FitInput shown, FitOutputs outputs, GridRendering rendering)
      throws IOException {
    Path in = Objects.requireNonNull(input);
    try (TensorBoardOption.Runs runs = tensorBoard.open()) {
      return job.run(shown, outputs, rendering, runs.of(runName(in)));
    }
  }

  private static String runName(Path in) {
    return StandardStream.is(in)
        ? "stdin"
        : String.valueOf(in.getFileName()).replaceFirst("(?<=.)\\.[^.]*$", "");
  }

  /** Prints the estimated cost in advance; null if not needed. */
  private @Nullable EstimateText estimate(FitInput shown, FitConfig config) {
    ClipSource clip = shown.clip();
    boolean brief =
        (long) clip.frames() * clip.channels() <= BRIEF && config.equals(FitConfig.balanced());
    if (!report.json() && (report.quiet() || brief)) {
      return null;
    }
    EstimateText estimate = new EstimateText(FitEstimate.of(clip, config), clip);
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

  /** The output files. */
  private FitOutputs outputs(Path model) throws IOException {
    boolean piped = StandardStream.is(model);
    Path rendering = piped || noRendering ? null : Outputs.sibling(model, ".siren.wav");
    return new FitOutputs(checkpoints.of(model, report), overwrite.given(), streams)
        .with(FitOutputs.MODEL, piped ? null : model)
        .with(FitOutputs.RENDERING, rendering)
        .with(FitOutputs.PLOT, plots.file(piped ? null : Outputs.sibling(model, ".siren.png")));
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

  private void write(ClipModel model, Path file, FitOutputs outputs) throws IOException {
    if (StandardStream.is(file)) {
      model.write(streams.out());
    } else {
      Outputs.write(file, () -> model.write(file, outputs.replaceable(file)));
    }
  }
}
