package org.sirenaudio.sync;

import java.util.Arrays;

/**
 * Points to fit a drift to.
 *
 * @param seconds their instants, ascending
 * @param lags their lags
 * @param weights proportional to the information on each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LagPoints(double[] seconds, double[] lags, double[] weights) {

  /**
   * A subset of points with equal weights.
   *
   * @param used their indices, ascending
   */
  static LagPoints of(int[] used, double[] seconds, double[] lags) {
    double[] weights = new double[used.length];
    Arrays.fill(weights, 1);
    return new LagPoints(
        Arrays.stream(used).mapToDouble(i -> seconds[i]).toArray(),
        Arrays.stream(used).mapToDouble(i -> lags[i]).toArray(),
        weights);
  }

  int count() {
    return seconds.length;
  }
}
