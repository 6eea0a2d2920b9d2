package org.sirenaudio.dsp;

import java.util.Arrays;

/** Moving averages; at the ends over the available values. */
public final class Smoothing {

  private Smoothing() {}

  /**
   * @param reach number of values on each side
   */
  public static double[] means(double[] values, int reach) {
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    double[] means = new double[values.length];
    Arrays.setAll(
        means,
        i -> {
          int from = Math.max(0, i - reach);
          int to = Math.min(values.length, i + reach + 1);
          return (sums[to] - sums[from]) / (to - from);
        });
    return means;
  }

  /**
   * |X|² of a spectrum as stored by {@link Fft#forward}, smoothed.
   *
   * @param bins of the spectrum
   * @param reach number of bins on each side
   */
  public static double[] power(double[] spectrum, int bins, int reach) {
    double[] power = new double[bins];
    Arrays.setAll(
        power, k -> spectrum[2 * k] * spectrum[2 * k] + spectrum[2 * k + 1] * spectrum[2 * k + 1]);
    return means(power, reach);
  }
}
