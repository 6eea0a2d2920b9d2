package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.WindowLoss;
import org.sirenaudio.network.SirenConfig;

/**
 * What a configuration means for one clip: the windows, their networks, and how many steps.
 *
 * <p>A signal of bandwidth B and length T has 2BT degrees of freedom, and a network needs a few
 * parameters for each of them, whatever the sample rate. So where nothing else is said, the
 * parameters follow from the clip's bandwidth, and the windows are as long as networks of the usual
 * width can bear.
 *
 * @param windows in order of time, neighbours overlapping
 * @param density points per frame that are learned
 * @param steps steps of each network when the budget does not say
 */
record FitPlan(List<Window> windows, int density, int steps) {

  /** One network's place. */
  record Window(int firstFrame, int frames, SirenConfig network) {}

  /** Parameters per degree of freedom; with fewer, speech stays below 30 dB between the samples. */
  private static final double PARAMETERS_PER_FREEDOM = 3.5;

  /** Width of the networks of a clip that is longer than one window. */
  private static final int USUAL_WIDTH = 48;

  private static final int LEAST_WIDTH = 8;
  private static final int MOST_WIDTH = 512;

  /** Widths are multiples of this: what lies between costs as much time as the next one. */
  private static final int WIDTH_STEP = 8;

  private static final double LONGEST_WINDOW_SECONDS = 1;

  /** A window has at least so many frames. */
  private static final int LEAST_FRAMES = 16;

  /** Part of a window that it shares with each neighbour. */
  private static final double OVERLAP = 0.05;

  /**
   * Points to learn per parameter; with fewer, a network swings between the points it was shown.
   */
  private static final double POINTS_PER_PARAMETER = 1.6;

  private static final int MOST_DENSITY = 8;

  private static final int STEPS = 1000;

  static FitPlan of(ClipSource clip, FitConfig config) {
    Spectrum spectrum = Spectrum.of(clip);
    double parameters = parameters(clip, config, spectrum);
    int count = windowCount(clip, config, parameters);
    int width = width(clip, config, parameters / count);
    List<Window> windows = new ArrayList<>();
    int[] borders = Borders.of(clip, spectrum, count, leastFrames(clip, config));
    for (int i = 0; i < count; i++) {
      int from = borders[i] - (i == 0 ? 0 : reach(borders, i));
      int end = borders[i + 1] + (i == count - 1 ? 0 : reach(borders, i + 1));
      int frames = end - from;
      double seconds = frames / clip.sampleRate();
      double omega =
          switch (config.firstFrequency()) {
            case Frequency.Auto auto -> SirenConfig.omega0(spectrum.firstHz(), seconds);
            case Frequency.Hertz fixed -> SirenConfig.omega0(fixed.hertz(), seconds);
            case Frequency.Omega0 given -> given.omega0();
          };
      windows.add(new Window(from, frames, network(clip, config, width, omega)));
    }
    return new FitPlan(windows, density(clip, config, windows), STEPS);
  }

  /** How far the two windows at a border reach beyond it. */
  private static int reach(int[] borders, int border) {
    int shorter =
        Math.min(borders[border] - borders[border - 1], borders[border + 1] - borders[border]);
    return (int) Math.ceil(shorter * OVERLAP / 2) + 1;
  }

  private static int density(ClipSource clip, FitConfig config, List<Window> windows) {
    if (config.density() > 0) {
      return config.density();
    }
    double parameters =
        windows.stream().mapToDouble(window -> window.network().parameterCount()).sum();
    double samples = (double) clip.frames() * clip.channels();
    return Math.clamp(
        (long) Math.ceil(POINTS_PER_PARAMETER * parameters / samples), 1, MOST_DENSITY);
  }

  private static SirenConfig network(ClipSource clip, FitConfig config, int width, double omega) {
    return new SirenConfig(
        1,
        clip.channels(),
        width,
        config.numLayers(),
        omega,
        config.hiddenOmega0(),
        config.finalInit());
  }

  /** About how many parameters all networks may have together. */
  private static double parameters(ClipSource clip, FitConfig config, Spectrum spectrum) {
    if (config.parameters() > 0) {
      return config.parameters();
    }
    return PARAMETERS_PER_FREEDOM * 2 * spectrum.bandwidthHz() * clip.seconds() * clip.channels();
  }

  private static int windowCount(ClipSource clip, FitConfig config, double parameters) {
    int least = leastFrames(clip, config);
    int most = Math.max(1, clip.frames() / least);
    if (config.windows() > most) {
      throw new IllegalArgumentException(
          "a clip of %d frames has room for %d windows of %d frames, not for %d"
              .formatted(clip.frames(), most, least, config.windows()));
    }
    if (config.windows() > 0) {
      return config.windows();
    }
    int width = config.hiddenFeatures() > 0 ? config.hiddenFeatures() : USUAL_WIDTH;
    double byParameters = parameters / network(clip, config, width, 1).parameterCount();
    double byLength = clip.seconds() / LONGEST_WINDOW_SECONDS;
    return Math.clamp(Math.round(Math.max(byParameters, byLength)), 1, most);
  }

  /** The least frames of a window. */
  private static int leastFrames(ClipSource clip, FitConfig config) {
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
