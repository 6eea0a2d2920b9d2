package org.sirenaudio.cli.compare;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.OverwriteOption;
import org.sirenaudio.cli.console.RecordingOptions;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.ThreadsOption;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.network.InputEncoding;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren compare-networks}: what sines bring over rectified linear units. */
@Command(
    name = "compare-networks",
    description = {
      "Fits a recording with one network of each kind: ReLU, ReLU with positional encoding, and"
          + " SIREN; with equal parameters, equal time, and the same optimiser (Muon) and kernels.",
      "Each kind gets what suits it. The frequencies of the encoding and of the SIREN's first layer"
          + " follow from the recording's spectrum; the encoding learns at half the usual rates,"
          + " with which it does best. No rate brings the plain ReLU far from silence.",
      "Prints a table and draws NAME.networks.png (or --plot): SNR over time, spectrograms, and derivatives."
    },
    sortOptions = false)
public final class CompareNetworksCommand implements Callable<Integer> {

  /** Of each fit. */
  private static final String SECONDS = "20";

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "IN", description = "A sound file, or - for stdin.")
  private @Nullable Path input;

  @ArgGroup private @Nullable Effort effort;

  /** One way or the other to say when to end. */
  private static final class Effort {
    @Option(
        names = "--seconds",
        paramLabel = "S",
        defaultValue = SECONDS,
        description = "Seconds of each fit (default: ${DEFAULT-VALUE}).")
    private double seconds;

    @Option(
        names = "--steps",
        paramLabel = "N",
        description = "Steps of each fit: the same result on every machine.")
    private @Nullable Integer steps;
  }

  @Option(
      names = "--layers",
      paramLabel = "N",
      defaultValue = "4",
      description = "Hidden layers of each (default: ${DEFAULT-VALUE}).")
  private int layers;

  @Option(
      names = "--hidden",
      paramLabel = "N",
      defaultValue = "128",
      description =
          "Width of the SIREN; the others get as many parameters (default: ${DEFAULT-VALUE}).")
  private int hidden;

  @Option(
      names = "--first-hz",
      paramLabel = "HZ",
      description =
          "Highest first-layer frequency of the SIREN at the start; by default from the"
              + " recording's spectrum.")
  private @Nullable Double firstHz;

  @Option(
      names = "--octaves",
      paramLabel = "N",
      description =
          "Octaves of the positional encoding, 1 to 30; by default from the recording's spectrum.")
  private @Nullable Integer octaves;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "4096",
      description = "Frames that a step evaluates (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Seed of everything random (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = {"-o", "--output"},
      hidden = true,
      description = "--plot")
  private @Nullable Path plotByOldName;

  @Mixin private RecordingOptions recordings = new RecordingOptions();
  @Mixin private ThreadsOption threads = new ThreadsOption();
  @Mixin private PlotOptions plots = new PlotOptions();
  @Mixin private OverwriteOption overwrite = new OverwriteOption();
  @Mixin private ReportOptions report = new ReportOptions();

  public CompareNetworksCommand(Streams streams, Interrupt interrupt) {
    this.streams = streams;
    this.interrupt = interrupt;
  }

  @Override
  public Integer call() throws IOException {
    Path in = Objects.requireNonNull(input);
    requireUsable();
    FitConfig config = config();
    Path plot =
        plots.file(plotByOldName != null ? plotByOldName : Outputs.sibling(in, ".networks.png"));
    if (plot != null) {
      Outputs.check(in, plot, overwrite);
    }
    Clip clip = recordings.read(in, streams, report);
    requireSound(clip, in);
    List<ComparedNetwork> kinds = ComparedNetwork.of(clip, layers, firstHz, octaves);
    int parameters = kinds.getLast().parameters(hidden);
    List<ComparisonFit> fits = new ArrayList<>();
    for (ComparedNetwork kind : kinds) {
      fits.add(ComparisonFit.run(kind, parameters, clip, config, interrupt));
    }
    NetworksReport results = new NetworksReport(clip, fits, interrupt.happened());
    if (plot != null) {
      byte[] picture = results.picture(StandardStream.name(in)).bytes(PictureFormat.of(plot));
      Outputs.write(plot, picture, overwrite.given());
    }
    report.print(streams.out(), () -> results.json(plot), results::text);
    return interrupt.happened() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  private void requireUsable() {
    if (hidden < 1) {
      throw new IllegalArgumentException("--hidden must be at least 1, not " + hidden);
    }
    if (firstHz != null && !(firstHz > 0 && Double.isFinite(firstHz))) {
      throw new IllegalArgumentException("--first-hz must be above 0, not " + firstHz);
    }
    if (octaves != null && (octaves < 1 || octaves > InputEncoding.Positional.MOST_OCTAVES)) {
      throw new IllegalArgumentException(
          "--octaves must be 1 to " + InputEncoding.Positional.MOST_OCTAVES + ", not " + octaves);
    }
  }

  private FitConfig config() {
    Budget budget =
        effort != null && effort.steps != null
            ? new Budget.Steps(effort.steps)
            : new Budget.Seconds(effort != null ? effort.seconds : Double.parseDouble(SECONDS));
    return FitConfig.balanced()
        .withWindows(w -> w.withCount(1))
        .withNetwork(n -> n.withNumLayers(layers))
        .withTraining(
            t -> t.withOptimiser(OptimiserKind.MUON).withBatch(new BatchSize.Points(batch)))
        .withTarget(t -> t.withOversampling(1))
        .withRandomSeed(seed)
        .withThreads(threads.count())
        .withBudget(budget);
  }

  private static void requireSound(Clip clip, Path in) throws BadDataException {
    if (clip.peak() == 0) {
      throw new BadDataException(in + ": is silent: there is nothing to compare networks by");
    }
  }
}
