package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.MseLoss;
import org.sirenaudio.loss.WindowLoss;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * What a configuration means for one clip: the windows, their networks, and how many steps.
 *
 * <p>A signal of bandwidth B and length T has 2BT degrees of freedom, and a network needs a few
 * parameters for each of them, whatever the sample rate. Levenberg–Marquardt works on short windows
 * of a fixed number of degrees of freedom, whose networks grow as they need. Otherwise the
 * parameters follow from the clip's bandwidth, and the windows are as long as networks of the usual
 * width can bear; they are planned narrower, for what is left is shared out after a first look.
 *
 * @param windows in order of time, neighbours overlapping
 * @param optimiser never {@link OptimiserKind#AUTO}
 * @param density points per frame that are learned
 * @param between how the values between the samples are told
 * @param parameters what networks that grow, or that get wider after a first look at their windows,
 *     may have together; 0 where networks stay as wide as they are
 * @param steps steps of each network when the budget does not say
 */
record FitPlan(
    List<Window> windows,
    OptimiserKind optimiser,
    int density,
    Interpolant between,
    long parameters,
    int steps) {

  /** One network's place. */
  record Window(int firstFrame, int frames, NetworkSpec network) {

    Window withNetwork(NetworkSpec other) {
      return new Window(firstFrame, frames, other);
    }
  }

  /** Parameters per degree of freedom; with fewer, speech stays below 30 dB between the samples. */
  private static final double PARAMETERS_PER_FREEDOM = 3.5;

  /** Width of the networks of a clip that is longer than one window. */
  private static final int USUAL_WIDTH = 48;

  private static final int LEAST_WIDTH = 8;
  private static final int MOST_WIDTH = 512;

  /** Widths are multiples of this: what lies between costs as much time as the next one. */
  private static final int WIDTH_STEP = 8;

  /** Part of the width that a window has at the first look, where widths are shared out then. */
  private static final double NARROW = 0.75;

  private static final double LONGEST_WINDOW_SECONDS = 1;

  /** A window has at least so many frames. */
  private static final int LEAST_FRAMES = 16;

  /** Part of a window that it shares with each neighbour. */
  private static final double OVERLAP = 0.02;

  /**
   * Points to learn per parameter; with fewer, a network swings between the points it was shown.
   */
  private static final double POINTS_PER_PARAMETER = 1.6;

  /**
   * A clip whose band fills this part of what its rate can hold is learned between the samples too,
   * however few the parameters: little holds the network there.
   */
  private static final double BROAD = 0.4;

  private static final int MOST_DENSITY = 8;

  private static final int STEPS = 1000;

  /** Sine layers where the configuration names no number. */
  private static final int USUAL_LAYERS = 4;

  private static final int GROWING_LAYERS = 2;

  /** Degrees of freedom of a window whose network grows. */
  private static final double FREEDOMS_PER_WINDOW = 96;

  private static final double LONGEST_GROWING_SECONDS = 0.25;

  /** Where parameters are counted, there are as many windows as make networks of so many. */
  private static final int PARAMETERS_PER_WINDOW = 220;

  /** Or of fewer, for no window shall be shorter than this part of the usual length. */
  private static final double SHORTEST = 0.5;

  /** Parameters per degree of freedom that a network grows to, about. */
  private static final double GROWN_PER_FREEDOM = 3;

  /**
   * Points to learn for each of these: some more than the least, for some networks grow further.
   */
  private static final double POINTS_PER_GROWN = 1.55;

  static FitPlan of(ClipSource clip, FitConfig config) {
    Spectrum spectrum = Spectrum.of(clip);
    OptimiserKind optimiser =
        config.optimiser() != OptimiserKind.AUTO
            ? config.optimiser()
            : growable(clip, config, spectrum) ? OptimiserKind.LM : OptimiserKind.MUON;
    if (optimiser == OptimiserKind.LM && !(Losses.byName(config.loss()) instanceof MseLoss)) {
      throw new IllegalArgumentException(
          "the optimiser lm minimises the loss mse, not %s; use muon".formatted(config.loss()));
    }
    FitConfig complete =
        config.numLayers() > 0
            ? config
            : config.withNumLayers(optimiser == OptimiserKind.LM ? GROWING_LAYERS : USUAL_LAYERS);
    return optimiser == OptimiserKind.LM
        ? growing(clip, complete, spectrum)
        : fixed(clip, complete, spectrum, optimiser);
  }

  /** Whether windows as the configuration wants them are short enough for Levenberg–Marquardt. */
  private static boolean growable(ClipSource clip, FitConfig config, Spectrum spectrum) {
    double freedoms =
        2 * spectrum.bandwidthHz() * clip.channels() * growingSeconds(clip, config, spectrum);
    FitConfig layered = config.numLayers() > 0 ? config : config.withNumLayers(GROWING_LAYERS);
    double parameters =
        config.hiddenFeatures() > 0
            ? network(clip, layered, config.hiddenFeatures(), 1).parameterCount()
            : GROWN_PER_FREEDOM * freedoms;
    return Losses.byName(config.loss()) instanceof MseLoss
        && parameters <= GrowingTrainer.MOST_PARAMETERS;
  }

  /** Length of a window whose network grows. */
  private static double growingSeconds(ClipSource clip, FitConfig config, Spectrum spectrum) {
    double seconds =
        config.windows() > 0
            ? clip.seconds() / config.windows()
            : Math.min(
                LONGEST_GROWING_SECONDS,
                FREEDOMS_PER_WINDOW / (2 * spectrum.bandwidthHz() * clip.channels()));
    return Math.min(clip.seconds(), Math.max(seconds, config.minWindowSeconds()));
  }

  private static FitPlan growing(ClipSource clip, FitConfig config, Spectrum spectrum) {
    int most = mostWindows(clip, config);
    double seconds = growingSeconds(clip, config, spectrum);
    int count = Math.clamp((long) (clip.seconds() / seconds + 0.5), 1, most);
    if (config.parameters() > 0 && config.windows() == 0) {
      int mostShort = (int) Math.min(most, count / SHORTEST);
      count = Math.clamp(config.parameters() / PARAMETERS_PER_WINDOW, 1, mostShort);
    }
    int[] borders = new int[count + 1];
    for (int i = 0; i <= count; i++) {
      borders[i] = (int) ((long) clip.frames() * i / count);
    }
    int width = Math.max(1, config.hiddenFeatures());
    List<Window> windows = windows(clip, config, spectrum, borders, width);
    double perFrame = GROWN_PER_FREEDOM * 2 * spectrum.bandwidthHz() / clip.sampleRate();
    long density = Math.round(POINTS_PER_GROWN * perFrame);
    int chosen = config.density() > 0 ? config.density() : Math.clamp(density, 1, MOST_DENSITY);
    return new FitPlan(
        windows,
        OptimiserKind.LM,
        chosen,
        Interpolant.of(clip, config.between()),
        config.parameters() > 0 ? config.parameters() : Long.MAX_VALUE,
        STEPS);
  }

  private static FitPlan fixed(
      ClipSource clip, FitConfig config, Spectrum spectrum, OptimiserKind optimiser) {
    double parameters = parameters(clip, config, spectrum);
    int count = windowCount(clip, config, parameters);
    int width = width(clip, config, parameters / count);
    int[] borders = Borders.of(clip, spectrum, count, leastFrames(clip, config));
    List<Window> windows = windows(clip, config, spectrum, borders, width);
    int density = density(clip, config, spectrum, windows);
    Interpolant between = Interpolant.of(clip, config.between());
    if (config.hiddenFeatures() > 0 || count == 1) {
      return new FitPlan(windows, optimiser, density, between, 0, STEPS);
    }
    long all =
        config.parameters() > 0
            ? config.parameters()
            : windows.stream().mapToLong(w -> w.network().parameterCount()).sum();
    int narrow = (int) Math.ceil(NARROW * width);
    List<Window> narrowed =
        windows.stream().map(w -> w.withNetwork(w.network().withHiddenFeatures(narrow))).toList();
    return new FitPlan(narrowed, optimiser, density, between, all, STEPS);
  }

  private static List<Window> windows(
      ClipSource clip, FitConfig config, Spectrum spectrum, int[] borders, int width) {
    List<Window> windows = new ArrayList<>();
    int count = borders.length - 1;
    for (int i = 0; i < count; i++) {
      int from = borders[i] - (i == 0 ? 0 : reach(borders, i));
      int end = borders[i + 1] + (i == count - 1 ? 0 : reach(borders, i + 1));
      int frames = end - from;
      double seconds = frames / clip.sampleRate();
      double omega =
          switch (config.firstFrequency()) {
            case Frequency.Auto auto -> Nonlinearity.Sine.omega0(spectrum.firstHz(), seconds);
            case Frequency.Hertz fixed -> Nonlinearity.Sine.omega0(fixed.hertz(), seconds);
            case Frequency.Omega0 given -> given.omega0();
          };
      windows.add(new Window(from, frames, network(clip, config, width, omega)));
    }
    return windows;
  }

  /** How far the two windows at a border reach beyond it. */
  private static int reach(int[] borders, int border) {
    int shorter =
        Math.min(borders[border] - borders[border - 1], borders[border + 1] - borders[border]);
    return (int) Math.ceil(shorter * OVERLAP / 2) + 1;
  }

  private static int density(
      ClipSource clip, FitConfig config, Spectrum spectrum, List<Window> windows) {
    if (config.density() > 0) {
      return config.density();
    }
    double parameters =
        windows.stream().mapToDouble(window -> window.network().parameterCount()).sum();
    double samples = (double) clip.frames() * clip.channels();
    boolean broad = 2 * spectrum.bandwidthHz() > BROAD * clip.sampleRate();
    return Math.clamp(
        (long) Math.ceil(POINTS_PER_PARAMETER * parameters / samples), broad ? 2 : 1, MOST_DENSITY);
  }

  private static NetworkSpec network(ClipSource clip, FitConfig config, int width, double omega) {
    return NetworkSpec.siren(width, config.numLayers(), omega, config.hiddenOmega0())
        .withOutFeatures(clip.channels())
        .withFinalInit(config.finalInit());
  }

  /** About how many parameters all networks may have together. */
  private static double parameters(ClipSource clip, FitConfig config, Spectrum spectrum) {
    if (config.parameters() > 0) {
      return config.parameters();
    }
    return PARAMETERS_PER_FREEDOM * 2 * spectrum.bandwidthHz() * clip.seconds() * clip.channels();
  }

  private static int windowCount(ClipSource clip, FitConfig config, double parameters) {
    int most = mostWindows(clip, config);
    if (config.windows() > 0) {
      return config.windows();
    }
    int width = config.hiddenFeatures() > 0 ? config.hiddenFeatures() : USUAL_WIDTH;
    double byParameters = parameters / network(clip, config, width, 1).parameterCount();
    double byLength = clip.seconds() / LONGEST_WINDOW_SECONDS;
    return Math.clamp((long) Math.max(byParameters, byLength), 1, most);
  }

  /** How many windows there is room for, and for those that the configuration wants. */
  private static int mostWindows(ClipSource clip, FitConfig config) {
    int least = leastFrames(clip, config);
    int most = Math.max(1, clip.frames() / least);
    if (config.windows() > most) {
      throw new IllegalArgumentException(
          "a clip of %d frames has room for %d windows of %d frames, not for %d"
              .formatted(clip.frames(), most, least, config.windows()));
    }
    return most;
  }

  /** The least frames of a window. */
  private static int leastFrames(ClipSource clip, FitConfig config) {
    double wanted = Math.ceil(config.minWindowSeconds() * clip.sampleRate());
    return (int) Math.min(clip.frames(), Math.max(wanted, leastFramesOfLoss(clip, config)));
  }

  private static int leastFramesOfLoss(ClipSource clip, FitConfig config) {
    if (!(Losses.byName(config.loss()) instanceof WindowLoss loss)) {
      return LEAST_FRAMES;
    }
    if (clip.frames() < loss.minimumFrames()) {
      throw new IllegalArgumentException(
          "the %s loss needs at least %d frames, the clip has %d; use the loss mse"
              .formatted(loss.name(), loss.minimumFrames(), clip.frames()));
    }
    return loss.minimumFrames();
  }

  /** The greatest width whose network has no more than the wanted parameters. */
  private static int width(ClipSource clip, FitConfig config, double wanted) {
    if (config.hiddenFeatures() > 0) {
      return config.hiddenFeatures();
    }
    int width = LEAST_WIDTH;
    // A rounded number of windows may have missed the usual width by a little.
    double enough = config.parameters() > 0 ? wanted : 1.3 * wanted;
    while (width < MOST_WIDTH
        && network(clip, config, width + WIDTH_STEP, 1).parameterCount() <= enough) {
      width += WIDTH_STEP;
    }
    return config.windows() == 0 ? Math.min(width, USUAL_WIDTH) : width;
  }
}
