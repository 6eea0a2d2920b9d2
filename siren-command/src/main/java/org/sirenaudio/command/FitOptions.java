package org.sirenaudio.command;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.InterpolationTarget;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.Normalisation;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.config.Schedule;
import org.sirenaudio.model.WeightType;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/**
 * The options of a fit: a quality or recipe, and edits of it. A mix-in of every command that fits.
 * Each option is a method that picocli calls with its value and that records an edit; options not
 * given edit nothing.
 */
public final class FitOptions {

  /** Rejected by commands that do not control their number of threads. */
  public static final String THREADS = "--threads";

  /** Each sets what no other sets, so their order is irrelevant. */
  private final List<UnaryOperator<FitConfig>> edits = new ArrayList<>();

  /** Edits of what others have set. */
  private final List<UnaryOperator<FitConfig>> lateEdits = new ArrayList<>();

  @ArgGroup private @Nullable BaseRecipe base;
  @ArgGroup private @Nullable FirstFrequency first;
  @ArgGroup private @Nullable StopRule stop;

  /** The recipe balanced, unless options say otherwise. */
  public FitOptions() {}

  @Option(
      order = 75,
      names = "--network",
      paramLabel = "NAME",
      completionCandidates = NetworkNames.class,
      description =
          "siren (sine layers), finer, wire, wire-complex, gaussian or hosc (other activations),"
              + " fourier-features or positional (ReLU behind an encoding), relu (the baseline that"
              + " stays near silence), mfn-fourier or mfn-gabor (products of filters),"
              + " fourier-kan (Fourier series on the edges), or grid (learned features).")
  void network(String value) {
    edits.add(c -> c.withNetwork(n -> n.withKind(NetworkKind.named(value))));
  }

  @Option(
      order = 76,
      names = "--input-encoding",
      paramLabel = "NAME",
      description =
          "Input encoding before the first layer: nerf (octaves of sines and cosines), "
              + "fourier (random frequencies), harmonics (a Fourier series), grid (learned "
              + "features) or none. By default the network's own.")
  void inputEncoding(EncodingKind value) {
    edits.add(c -> c.withNetwork(n -> n.withEncoding(value)));
  }

  @Option(
      order = 131,
      names = "--network-shape",
      paramLabel = "X",
      description =
          "Shape parameter of some networks: the range of FINER's first biases, the spread "
              + "of WIRE's wavelets, the sharpness of HOSC, or the harmonics of a Fourier-KAN's "
              + "second layer.")
  void networkShape(double value) {
    edits.add(c -> c.withNetwork(n -> n.withShape(value)));
  }

  /** For completions. */
  private static final class NetworkNames implements Iterable<String> {
    @Override
    public Iterator<String> iterator() {
      return NetworkKind.shipped().stream().map(NetworkKind::name).iterator();
    }
  }

  @Option(
      order = 80,
      names = "--layers",
      paramLabel = "N",
      description = "Hidden layers of each network.")
  void layers(int value) {
    edits.add(c -> c.withNetwork(n -> n.withNumLayers(atLeastOne("--layers", value))));
  }

  @Option(
      order = 90,
      names = "--hidden",
      paramLabel = "N",
      description = "Width of each hidden layer.")
  void hidden(int value) {
    edits.add(c -> c.withNetwork(n -> n.withHiddenFeatures(atLeastOne("--hidden", value))));
  }

  @Option(
      order = 100,
      names = "--parameters",
      paramLabel = "N",
      description = "Approximate number of parameters of all networks together.")
  void parameters(int value) {
    edits.add(c -> c.withNetwork(n -> n.withParameters(atLeastOne("--parameters", value))));
  }

  @Option(
      order = 105,
      names = "--max-size",
      paramLabel = "SIZE",
      description =
          "Largest size of the model's file: bytes, or with a unit, such as 200kB (1000 "
              + "bytes each) or 1MiB (1024 · 1024).")
  void maxSize(String value) {
    edits.add(c -> c.withNetwork(n -> n.withMaxBytes(ByteSize.parse(value))));
  }

  @Option(
      order = 107,
      names = "--store",
      paramLabel = "TYPE",
      defaultValue = "f32",
      description =
          "f32, or i16 for 16-bit weights: about 60 %% of the size, within 0.1 dB at 46 dB "
              + "(default: ${DEFAULT-VALUE}).")
  void store(WeightType value) {
    edits.add(c -> c.withNetwork(n -> n.withWeights(value)));
  }

  @Option(
      order = 110,
      names = "--windows",
      paramLabel = "N",
      description =
          "Windows on the time axis, each with a network of its own; 1 for one plain " + "network.")
  void windows(int value) {
    edits.add(c -> c.withWindows(w -> w.withCount(atLeastOne("--windows", value))));
  }

  @Option(
      order = 120,
      names = "--min-window",
      paramLabel = "SECONDS",
      description = "Shortest window, unless the recording is shorter.")
  void minWindow(double value) {
    edits.add(c -> c.withWindows(w -> w.withMinSeconds(value)));
  }

  @Option(
      order = 130,
      names = "--hidden-omega",
      paramLabel = "W",
      description = "omega0 of the layers after the first.")
  void hiddenOmega(double value) {
    edits.add(c -> c.withNetwork(n -> n.withHiddenOmega0(value)));
  }

  @Option(
      order = 140,
      names = "--optimiser",
      paramLabel = "NAME",
      description =
          "lm (Levenberg-Marquardt on growing networks), pursuit (one layer of the strongest sines,"
              + " or of wavelets with mfn-gabor, amplitudes by least squares), muon, adam, or auto:"
              + " lm where windows are short enough; on longer ones pursuit, or muon if the networks"
              + " or the steps are given.")
  void optimiser(OptimiserKind value) {
    edits.add(c -> c.withTraining(t -> t.withOptimiser(value)));
  }

  @Option(
      order = 150,
      names = "--lr",
      paramLabel = "RATE",
      description = "One learning rate for every parameter, instead of the recipe's.")
  void rate(double value) {
    edits.add(c -> c.withTraining(t -> t.withRates(new LearningRates.Uniform(value))));
    lateEdits.add(FitOptions::byGradients);
  }

  @Option(
      order = 160,
      names = "--lr-scale",
      paramLabel = "FACTOR",
      description = "Multiply the learning rates by this.")
  void rateScale(double value) {
    lateEdits.add(c -> c.withTraining(t -> t.withRates(t.rates().times(value))));
    lateEdits.add(FitOptions::byGradients);
  }

  @Option(
      order = 170,
      names = "--schedule",
      paramLabel = "NAME",
      description = "Schedule of the learning rate: constant or cosine.")
  void schedule(ScheduleName value) {
    edits.add(c -> c.withTraining(t -> t.withSchedule(value.schedule())));
    lateEdits.add(FitOptions::byGradients);
  }

  @Option(
      order = 180,
      names = "--batch",
      paramLabel = "N",
      description = "Points per step; 0 for all points of a window.")
  void batch(int value) {
    edits.add(c -> c.withTraining(t -> t.withBatch(batchSize(value))));
    lateEdits.add(FitOptions::byGradients);
  }

  @Option(
      order = 190,
      names = "--oversampling",
      paramLabel = "N",
      description =
          "Training points per frame: 1 for the samples alone, more for instants between "
              + "them too.")
  void oversampling(int value) {
    edits.add(c -> c.withTarget(t -> t.withOversampling(atLeastOne("--oversampling", value))));
  }

  @Option(order = 200, names = "--density", hidden = true, description = "--oversampling")
  void density(int value) {
    oversampling(value);
  }

  @Option(
      order = 210,
      names = "--between",
      paramLabel = "NAME",
      description =
          "Training target between the samples: sinc (band-limited interpolation) or "
              + "wiener (the most likely signal, for samples taken without an anti-alias filter).")
  void between(InterpolationTarget value) {
    edits.add(c -> c.withTarget(t -> t.withBetween(value)));
  }

  @Option(
      order = 220,
      names = "--loss",
      paramLabel = "NAME",
      defaultValue = "mse",
      description = "Training loss: mse, l1, stft or hybrid (default: ${DEFAULT-VALUE}).")
  void loss(String value) {
    edits.add(c -> c.withTarget(t -> t.withLoss(value)));
  }

  @Option(
      order = 230,
      names = "--normalise",
      paramLabel = "NAME",
      description =
          "Scale the training target to unit peak, to unit RMS, or not at all: peak, rms or none.")
  void normalisation(Normalisation value) {
    edits.add(c -> c.withTarget(t -> t.withNormalisation(value)));
  }

  @Option(
      order = 240,
      names = "--seed",
      paramLabel = "N",
      defaultValue = "1",
      description =
          "Random seed; the same seed and number of steps give the same model (default: "
              + "${DEFAULT-VALUE}).")
  void seed(long value) {
    edits.add(c -> c.withRandomSeed(value));
  }

  @Option(
      order = 250,
      names = THREADS,
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of threads; 0 for one per processor (default: ${DEFAULT-VALUE}).")
  void threads(int value) {
    edits.add(c -> atLeast(0, THREADS, value) == 0 ? c : c.withThreads(value));
  }

  @Option(
      order = 260,
      names = "--keep-poor",
      description =
          "Write the model even if it is no better than silence (under 1 dB), for study; "
              + "without this, such a fit is an error and writes nothing.")
  private boolean keepPoor;

  /** Whether a fit that has learned nothing is still a result. */
  public boolean keepsPoor() {
    return keepPoor;
  }

  /** The schedules by name. */
  enum ScheduleName {
    CONSTANT,
    COSINE;

    private Schedule schedule() {
      return switch (this) {
        case CONSTANT -> new Schedule.Constant();
        case COSINE -> Schedule.Cosine.standard();
      };
    }
  }

  /**
   * The configuration selected by the options.
   *
   * @throws IllegalArgumentException if a value is out of range
   */
  public FitConfig config() {
    return edited(start());
  }

  /**
   * As above, for every n-th frame of a recording. Values not given are chosen to approximate what
   * can be known between such frames.
   */
  public FitConfig ofKeptFrames() {
    FitConfig start = start().withTarget(t -> t.withBetween(InterpolationTarget.WIENER));
    return edited(
        base == null && stop == null
            ? start.withTraining(t -> t.withTargetDb(FitConfig.fine().training().targetDb()))
            : start);
  }

  private FitConfig start() {
    return base == null ? FitConfig.balanced() : base.config();
  }

  private FitConfig edited(FitConfig start) {
    List<UnaryOperator<FitConfig>> all = new ArrayList<>(edits);
    if (first != null) {
      all.add(first::edited);
    }
    if (stop != null) {
      all.add(stop::edited);
    }
    all.addAll(lateEdits);
    FitConfig config = start;
    for (UnaryOperator<FitConfig> edit : all) {
      config = edit.apply(config);
    }
    return config;
  }

  /** Giving a learning rate, schedule or batch implies an optimiser that uses it. */
  private static FitConfig byGradients(FitConfig config) {
    return config.training().optimiser() == OptimiserKind.AUTO
        ? config.withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
        : config;
  }

  private static BatchSize batchSize(int points) {
    return atLeast(0, "--batch", points) == 0 ? new BatchSize.All() : new BatchSize.Points(points);
  }

  private static int atLeastOne(String option, int value) {
    return atLeast(1, option, value);
  }

  private static int atLeast(int least, String option, int value) {
    if (value < least) {
      throw new IllegalArgumentException(option + " must be at least " + least + ", not " + value);
    }
    return value;
  }
}
