package org.sirenaudio.cli.compare;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
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
import org.sirenaudio.cli.picture.NetworksPicture;
import org.sirenaudio.cli.picture.PictureFormat;
import org.sirenaudio.cli.picture.PlotOptions;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.command.ThreadsOption;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code siren compare-networks}: compares network kinds on a recording. */
@Command(
    name = "compare-networks",
    description = {
      "Fits a recording with one network of each kind: ReLU, ReLU with positional encoding, and"
          + " SIREN, or those of --networks; with the same number of parameters, the same"
          + " time, and the same optimiser (Muon) and kernels.",
      "Each kind has its own defaults: the frequencies of an encoding or a first layer follow from"
          + " the recording's spectrum, and encodings use half the default learning rates, which"
          + " suits them best. Plain ReLU hardly fits sound at any rate. With --trials, learning"
          + " rate and frequency of each kind are tuned on the recording's first quarter and the"
          + " rest is evaluated; with --tune-on, they are tuned on other recordings.",
      "Prints a table and draws NAME.networks.png (or --plot): SNR over time, spectrograms, and"
          + " derivatives."
    },
    sortOptions = false)
public final class CompareNetworksCommand implements Callable<Integer> {

  /** The optimiser of every fit. */
  private static final String SECONDS = "20";

  /** The fraction of the recording reserved for trials, as its reciprocal. */
  private static final int TRIAL_PART = 4;

  private final Streams streams;
  private final Interrupt interrupt;

  @Parameters(paramLabel = "IN", description = "A sound file, or - for standard input.")
  private @Nullable Path input;

  @ArgGroup private @Nullable Effort effort;

  /** The stopping criterion, in one of two forms. */
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
      names = "--networks",
      paramLabel = "NAMES",
      split = ",",
      description =
          "Kinds, separated by commas, or all: siren, finer, wire, wire-complex, gaussian, "
              + "hosc, fourier-features, positional, relu, mfn-fourier, mfn-gabor, fourier-kan, "
              + "grid (default: relu,positional,siren).")
  private @Nullable List<String> networks;

  @Option(
      names = "--input-encoding",
      paramLabel = "NAME",
      description = "Input encoding of all of them, as for siren fit; by default each one's own.")
  private @Nullable EncodingKind encoding;

  @Option(
      names = "--seeds",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Fits per kind, with consecutive seeds from --seed; figures are means and standard"
              + " deviations (default: ${DEFAULT-VALUE}).")
  private int seeds;

  @Option(
      names = "--trials",
      paramLabel = "N",
      defaultValue = "0",
      description =
          "Random trials per kind for learning rate and frequency, both within a factor of four"
              + " (default: ${DEFAULT-VALUE}).")
  private int trials;

  @Option(
      names = "--tune-on",
      paramLabel = "FILES",
      split = ",",
      description =
          "Tune on these comma-separated recordings instead of the first quarter; all of IN is then"
              + " evaluated.")
  private @Nullable List<Path> tuneOn;

  @Option(
      names = "--trial-steps",
      paramLabel = "N",
      defaultValue = "200",
      description = "Steps of each trial (default: ${DEFAULT-VALUE}).")
  private int trialSteps;

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
          "Highest first-layer frequency at the start; by default from the recording's spectrum.")
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
      description = "Points per step (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description = "Random seed (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = {"-o", "--output"},
      hidden = true,
      description = "--plot")
  private @Nullable Path plotByOldName;

  @Option(
      names = "--page",
      paramLabel = "FILE",
      description = "Also write a self-contained HTML page: the table, every run, and the plot.")
  private @Nullable Path page;

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
    if (page != null) {
      Outputs.check(in, page, overwrite);
    }
    Clip clip = recordings.read(in, streams, report);
    requireSound(clip, in);
    Clip judged = judged(clip);
    NetworksReport results =
        new NetworksReport(judged, fits(clip, judged, config), interrupt.happened());
    draw(results, StandardStream.name(in), plot);
    report.print(streams.out(), () -> results.json(plot, page), results::text);
    return interrupt.happened() ? ExitCode.INTERRUPTED : ExitCode.DONE;
  }

  /** Writes the plot and the page, if they are wanted. */
  private void draw(NetworksReport results, String name, @Nullable Path plot) throws IOException {
    if (plot == null && page == null) {
      return;
    }
    NetworksPicture picture = results.picture(name);
    if (plot != null) {
      Outputs.write(plot, picture.bytes(PictureFormat.of(plot)), overwrite.given());
    }
    if (page != null) {
      NetworksPage html = new NetworksPage(name, results, picture.bytes(PictureFormat.PNG));
      Outputs.write(page, html.html().getBytes(StandardCharsets.UTF_8), overwrite.given());
    }
  }

  /** The whole recording, or what the trials have left of it. */
  private Clip judged(Clip clip) {
    int from = trials > 0 && tuneOn == null ? clip.frames() / TRIAL_PART : 0;
    return from == 0 ? clip : clip.slice(from, clip.frames() - from);
  }

  private List<SeededFits> fits(Clip clip, Clip judged, FitConfig config) throws IOException {
    int parameters =
        NetworkSpec.siren(hidden, layers, 1, 1).withOutFeatures(clip.channels()).learnedCount();
    FitConfig trial = config.withBudget(new Budget.Steps(trialSteps));
    Tuning tuning = new Tuning(trials, stretches(clip, judged), this::beginning, trial, seed);
    List<SeededFits> all = new ArrayList<>();
    for (ComparedNetwork kind :
        ComparedNetwork.of(kinds(), judged, layers, firstHz, octaves, encoding)) {
      ComparedNetwork tuned = trials > 0 ? tuning.of(kind, parameters, judged, interrupt) : kind;
      List<ComparisonFit> fits = new ArrayList<>();
      for (int i = 0; i < seeds; i++) {
        FitConfig seeded = config.withRandomSeed(seed + i);
        fits.add(ComparisonFit.run(tuned, parameters, judged, seeded, interrupt));
      }
      all.add(new SeededFits(fits, seed));
    }
    return all;
  }

  /** The data for trials: other recordings, or the reserved part of this one. */
  private List<Clip> stretches(Clip clip, Clip judged) throws IOException {
    if (tuneOn == null) {
      return List.of(clip.slice(0, Math.max(1, clip.frames() - judged.frames())));
    }
    List<Clip> clips = new ArrayList<>();
    for (Path file : tuneOn) {
      Clip other = recordings.read(file, streams, report);
      requireSound(other, file);
      if (other.channels() != clip.channels()) {
        throw new BadDataException(
            "%s: has %s, the recording under evaluation %d"
                .formatted(file, Figure.count(other.channels(), "channel"), clip.channels()));
      }
      clips.add(other);
    }
    return clips;
  }

  /** On another recording a kind starts with that recording's defaults. */
  private ComparedNetwork beginning(ComparedNetwork kind, Clip stretch) {
    return tuneOn == null
        ? kind
        : ComparedNetwork.of(List.of(kind.kind()), stretch, layers, firstHz, octaves, encoding)
            .getFirst();
  }

  private List<NetworkKind> kinds() {
    if (networks == null) {
      return ComparedNetwork.USUAL;
    }
    return networks.equals(List.of("all"))
        ? NetworkKind.shipped()
        : networks.stream().map(NetworkKind::named).distinct().toList();
  }

  private void requireUsable() {
    kinds();
    if (seeds < 1) {
      throw new IllegalArgumentException("--seeds must be at least 1, not " + seeds);
    }
    if (trials < 0 || trialSteps < 1) {
      throw new IllegalArgumentException(
          "--trials must be at least 0 and --trial-steps at least 1, not %d and %d"
              .formatted(trials, trialSteps));
    }
    if (tuneOn != null && trials == 0) {
      throw new IllegalArgumentException("--tune-on needs --trials");
    }
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
      throw new BadDataException(in + ": is silent, so networks cannot be compared on it");
    }
  }
}
