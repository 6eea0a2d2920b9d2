package org.sirenaudio.dsp;

/** The Bessel function of the Kaiser window. */
final class Bessel {
  private Bessel() {}

  /** I₀, the modified Bessel function of the first kind and order 0, by its power series. */
  static double i0(double x) {
    double term = 1;
    double sum = 1;
    for (int k = 1; term > 1e-17 * sum; k++) {
      term *= x / (2 * k) * (x / (2 * k));
      sum += term;
    }
    return sum;
  }
}
