package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.network.SirenConfig;

/**
 * What a configuration means for one clip: the windows, their networks, and how many steps.
 *
 * @param windows in order of time, neighbours overlapping
 * @param steps steps of each network when the budget does not say
 */
record FitPlan(List<Window> windows, int steps) {

  /** One network's place. */
  record Window(int firstFrame, int frames, SirenConfig network) {}

  /** Length of a window that is chosen freely. */
  private static final double WINDOW_SECONDS = 0.45;

  /** Part of a window that it shares with each neighbour. */
  private static final double OVERLAP = 0.05;

  /**
   * Numbers per sample of the clip, where the number of parameters is chosen freely; the paper's
   * ratio for music.
   */
  private static final double PARAMETERS_PER_SAMPLE = 0.64;

  private static final int STEPS = 2500;

  static FitPlan of(Clip clip, FitConfig config) {
    int count = windowCount(clip, config);
    int width = width(clip, config, count);
    double hertz =
        config.firstFrequency() instanceof Frequency.Auto ? Spectrum.firstFrequencyHz(clip) : 0;
    List<Window> windows = new ArrayList<>();
    double pitch = (double) clip.frames() / count;
    for (int i = 0; i < count; i++) {
      int half = (int) Math.ceil(pitch * OVERLAP / 2) + 1;
      int from = i == 0 ? 0 : Math.max(0, (int) (i * pitch) - half);
      int to =
          i == count - 1 ? clip.frames() : Math.min(clip.frames(), (int) ((i + 1) * pitch) + half);
      double seconds = (to - from) / clip.sampleRate();
      double omega =
          switch (config.firstFrequency()) {
            case Frequency.Auto auto -> SirenConfig.omega0(hertz, seconds);
            case Frequency.Hertz fixed -> SirenConfig.omega0(fixed.hertz(), seconds);
            case Frequency.Omega0 given -> given.omega0();
          };
      SirenConfig network =
          new SirenConfig(
              1,
              clip.channels(),
              width,
              config.numLayers(),
              omega,
              config.hiddenOmega0(),
              config.finalInit());
      windows.add(new Window(from, to - from, network));
    }
    return new FitPlan(windows, STEPS);
  }

  private static int windowCount(Clip clip, FitConfig config) {
    int most = Math.max(1, clip.frames() / 16);
    if (config.windows() > most) {
      throw new IllegalArgumentException(
          "a clip of %d frames has room for %d windows of 16 frames, not for %d"
              .formatted(clip.frames(), most, config.windows()));
    }
    return config.windows() > 0
        ? config.windows()
        : Math.clamp(Math.round(clip.seconds() / WINDOW_SECONDS), 1, most);
  }

  /** The width whose networks have about the wanted number of parameters together. */
  private static int width(Clip clip, FitConfig config, int count) {
    if (config.hiddenFeatures() > 0) {
      return config.hiddenFeatures();
    }
    double wanted =
        config.parameters() > 0
            ? config.parameters()
            : PARAMETERS_PER_SAMPLE * clip.frames() * clip.channels();
    int width = 4;
    while (width < 512 && parameters(clip, config, width + 4) * (double) count <= wanted) {
      width += 4;
    }
    return width;
  }

  private static int parameters(Clip clip, FitConfig config, int width) {
    return SirenConfig.of(width, config.numLayers(), 1, config.hiddenOmega0())
        .withOutFeatures(clip.channels())
        .parameterCount();
  }
}
