package org.sirenaudio.render;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.SincInterpolator;

/**
 * Decimates clips by an integer factor: frame m of the result lies at frame m·factor of the clip.
 */
public final class Decimation {

  private static final int ZERO_CROSSINGS = 64;

  private Decimation() {}

  /** A channel's value at a frame. */
  @FunctionalInterface
  private interface Sampler {
    float at(float[] channel, int frame);
  }

  /**
   * Keeps every {@code factor}-th frame as it is: what lay above the new Nyquist frequency is
   * aliased.
   *
   * @throws IllegalArgumentException if the factor is less than 1, or leaves a rate of less than 1
   *     Hz
   */
  public static Clip plain(Clip clip, int factor) {
    return decimated(clip, factor, (channel, frame) -> channel[frame]);
  }

  /**
   * Decimates after an anti-aliasing filter, a Hann-windowed sinc of {@value #ZERO_CROSSINGS} zero
   * crossings whose stopband begins at the new Nyquist frequency.
   *
   * @throws IllegalArgumentException if the factor is less than 1, or leaves a rate of less than 1
   *     Hz
   */
  public static Clip filtered(Clip clip, int factor) {
    check(clip, factor);
    double rate = clip.sampleRate();
    SincInterpolator filter = SincInterpolator.forRates(rate, rate / factor, ZERO_CROSSINGS);
    return decimated(clip, factor, (channel, frame) -> (float) filter.at(channel, frame));
  }

  private static Clip decimated(Clip clip, int factor, Sampler sampler) {
    check(clip, factor);
    float[][] kept = new float[clip.channels()][(clip.frames() + factor - 1) / factor];
    for (int c = 0; c < kept.length; c++) {
      float[] channel = clip.channel(c);
      for (int i = 0; i < kept[c].length; i++) {
        kept[c][i] = sampler.at(channel, i * factor);
      }
    }
    return Clip.of(clip.sampleRate() / factor, kept);
  }

  private static void check(Clip clip, int factor) {
    if (factor < 1 || clip.sampleRate() / factor < 1) {
      throw new IllegalArgumentException(
          "a factor is 1 to %.0f for this clip's %s Hz, not %d"
              .formatted(Math.floor(clip.sampleRate()), clip.sampleRate(), factor));
    }
  }
}
