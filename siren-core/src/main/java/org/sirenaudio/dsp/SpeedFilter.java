package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * A Wiener filter for the speed deviation tracked on a tone. Additive noise affects the tone's
 * level as much as its phase, and the level of a steady tone shows nothing else: the level's
 * spectrum thus estimates the noise spectrum of the speed, and each frequency is weighted by its
 * excess over the noise. A steady wow is a line, and nearly all noise beside it is removed.
 */
public final class SpeedFilter {

  /** Averaging width of the noise, in Fourier bins on each side. */
  private static final int NOISE_REACH = 24;

  /** Averaging width of the speed, whose lines are narrow. */
  private static final int SPEED_REACH = 1;

  /** Order of the autoregression that extrapolates the ends. */
  private static final int ORDER = 32;

  private SpeedFilter() {}

  /**
   * Replaces the ends, where half of the tracking filter had no input, by forward and backward
   * autoregressive extrapolation of the rest.
   *
   * @param reach number of values at each end
   * @return the input if it has fewer than {@code 8·reach} values
   */
  public static double[] withoutEnds(double[] speeds, int reach) {
    int inside = speeds.length - 2 * reach;
    if (inside < Math.max(6 * reach, 2 * ORDER)) {
      return speeds;
    }
    double[] middle = Arrays.copyOfRange(speeds, reach, reach + inside);
    double mean = Arrays.stream(middle).average().orElse(0);
    double[] all = new double[speeds.length];
    for (int i = 0; i < inside; i++) {
      middle[i] -= mean;
      all[reach + i] = middle[i];
    }
    double[] a = Autoregression.of(middle, ORDER).coefficients();
    for (int i = 0; i < reach; i++) {
      int before = reach - 1 - i;
      int behind = reach + inside + i;
      for (int j = 1; j < a.length; j++) {
        all[before] -= a[j] * all[before + j];
        all[behind] -= a[j] * all[behind - j];
      }
    }
    for (int i = 0; i < all.length; i++) {
      all[i] += mean;
    }
    return all;
  }

  /**
   * @param noise the level's deviations, scaled as a speed
   * @param speeds deviations at equal spacing, in the same unit
   * @return the filtered deviations with their mean unchanged
   */
  public static double[] without(double[] noise, double[] speeds) {
    int count = speeds.length;
    // Mirrored to avoid a jump at the ends.
    Fft fft = Fft.of(2 * count);
    double[] spectrum = mirrored(speeds, fft);
    double[] powers = Smoothing.power(spectrum, fft.bins(), SPEED_REACH);
    double[] noises = Smoothing.power(mirrored(noise, fft), fft.bins(), NOISE_REACH);
    for (int k = 1; k < fft.bins(); k++) {
      double kept = powers[k] > 0 ? Math.max(0, 1 - noises[k] / powers[k]) : 0;
      spectrum[2 * k] *= kept;
      spectrum[2 * k + 1] *= kept;
    }
    fft.inverse(spectrum);
    double[] kept = new double[count];
    System.arraycopy(spectrum, 0, kept, 0, count);
    return kept;
  }

  /** The spectrum of the values followed by their mirror image. */
  public static double[] mirrored(double[] values, Fft fft) {
    double[] work = new double[fft.workLength()];
    for (int i = 0; i < values.length; i++) {
      work[i] = values[i];
      work[2 * values.length - 1 - i] = values[i];
    }
    fft.forward(work);
    return work;
  }
}
