package org.sirenaudio.fit;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.SincInterpolator;

/** Clips at a whole part of their rate. The first frame stays where it is in time. */
public final class Decimation {

  private Decimation() {}

  /** Every {@code factor}-th frame as it is; what lay above the new half rate is folded down. */
  public static Clip plain(Clip clip, int factor) {
    check(clip, factor);
    float[][] kept = new float[clip.channels()][(clip.frames() + factor - 1) / factor];
    for (int c = 0; c < kept.length; c++) {
      for (int i = 0; i < kept[c].length; i++) {
        kept[c][i] = clip.channel(c)[i * factor];
      }
    }
    return Clip.of(clip.sampleRate() / factor, kept);
  }

  /**
   * The same after a low-pass filter (a Hann-windowed sinc of 64 zero crossings) whose stop band
   * begins at the new half rate.
   */
  public static Clip filtered(Clip clip, int factor) {
    check(clip, factor);
    double rate = clip.sampleRate() / factor;
    SincInterpolator filter = SincInterpolator.forRates(clip.sampleRate(), rate, 64);
    float[][] kept = new float[clip.channels()][(clip.frames() + factor - 1) / factor];
    for (int c = 0; c < kept.length; c++) {
      for (int i = 0; i < kept[c].length; i++) {
        kept[c][i] = (float) filter.at(clip.channel(c), (double) i * factor);
      }
    }
    return Clip.of(rate, kept);
  }

  private static void check(Clip clip, int factor) {
    if (factor < 1 || clip.sampleRate() / factor < 1) {
      throw new IllegalArgumentException(
          "a factor is 1 to %.0f for this clip's %s Hz, not %d"
              .formatted(Math.floor(clip.sampleRate()), clip.sampleRate(), factor));
    }
  }
}
