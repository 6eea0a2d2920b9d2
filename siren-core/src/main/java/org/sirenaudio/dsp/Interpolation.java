package org.sirenaudio.dsp;

import java.util.Arrays;

/**
 * Interpolation of non-uniformly spaced points: linear, or the natural cubic spline, whose first
 * and second derivatives are continuous and whose second derivative is zero at both ends (de Boor
 * 1978, "A Practical Guide to Splines"). It is constant beyond the ends.
 */
public final class Interpolation {

  private final double[] positions;
  private final float[] values;

  /** The curve's second derivative at each point. */
  private final double[] second;

  private Interpolation(double[] positions, float[] values, double[] second) {
    this.positions = positions;
    this.values = values;
    this.second = second;
  }

  /**
   * Linear interpolation.
   *
   * @param positions strictly ascending, at least one
   * @param values one per position
   */
  public static Interpolation linear(double[] positions, float[] values) {
    check(positions, values);
    return new Interpolation(positions, values, new double[positions.length]);
  }

  /** The natural cubic spline. */
  public static Interpolation cubic(double[] positions, float[] values) {
    check(positions, values);
    int n = positions.length;
    double[] second = new double[n];
    double[] upper = new double[n];
    // Tridiagonal: h₀·m₀ + 2(h₀+h₁)·m₁ + h₁·m₂ = 6·(slope₁ − slope₀), eliminated in one pass.
    for (int i = 1; i < n - 1; i++) {
      double before = positions[i] - positions[i - 1];
      double after = positions[i + 1] - positions[i];
      double bend =
          6 * ((values[i + 1] - values[i]) / after - (values[i] - values[i - 1]) / before);
      double pivot = 2 * (before + after) - before * upper[i - 1];
      upper[i] = after / pivot;
      second[i] = (bend - before * second[i - 1]) / pivot;
    }
    for (int i = n - 2; i > 0; i--) {
      second[i] -= upper[i] * second[i + 1];
    }
    return new Interpolation(positions, values, second);
  }

  private static void check(double[] positions, float[] values) {
    if (positions.length == 0 || positions.length != values.length) {
      throw new IllegalArgumentException(
          "positions and values must be equally many and at least one, not %d and %d"
              .formatted(positions.length, values.length));
    }
    for (int i = 1; i < positions.length; i++) {
      if (!(positions[i] > positions[i - 1])) {
        throw new IllegalArgumentException(
            "positions must ascend, but %s follows %s".formatted(positions[i], positions[i - 1]));
      }
    }
  }

  /** The curve's value at a position. */
  public double at(double position) {
    int last = positions.length - 1;
    if (position <= positions[0]) {
      return values[0];
    }
    if (position >= positions[last]) {
      return values[last];
    }
    int found = Arrays.binarySearch(positions, position);
    int i = found >= 0 ? found : -found - 2;
    if (i == last) {
      return values[last];
    }
    double h = positions[i + 1] - positions[i];
    double a = (positions[i + 1] - position) / h;
    double b = 1 - a;
    double bend = (a * a * a - a) * second[i] + (b * b * b - b) * second[i + 1];
    return a * values[i] + b * values[i + 1] + bend * h * h / 6;
  }
}
