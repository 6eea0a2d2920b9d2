package org.sirenaudio.dsp;

import java.util.Arrays;

/** What a few values that lie far off do not move. */
public final class Robust {

  /** Standard deviations in the median of a normal distribution's magnitudes. */
  public static final double DEVIATIONS = 1.4826;

  private Robust() {}

  /** The middle value, of an even number the upper of both; 0 of none. */
  public static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[sorted.length / 2];
  }

  /** The standard deviation that errors have, by the median of their magnitudes. */
  public static double deviation(double[] magnitudes) {
    return DEVIATIONS * median(magnitudes);
  }
}
