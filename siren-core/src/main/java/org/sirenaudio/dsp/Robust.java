package org.sirenaudio.dsp;

import java.util.Arrays;

/** Statistics that are robust to outliers. */
public final class Robust {

  /**
   * Factor from the median magnitude of normally distributed values to their standard deviation.
   */
  public static final double DEVIATIONS = 1.4826;

  private Robust() {}

  /** The median, the upper one of an even number of values; 0 of none. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** The standard deviation estimated from the median magnitude. */
  public static double deviation(double[] magnitudes) {
    return DEVIATIONS * median(magnitudes);
  }
}
