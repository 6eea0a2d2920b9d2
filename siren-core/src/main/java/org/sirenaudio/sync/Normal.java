package org.sirenaudio.sync;

import org.sirenaudio.dsp.SymmetricSystem;

/** Small symmetric systems, regularised by 10⁻¹⁰ of their largest diagonal element. */
final class Normal {
  private static final double RIDGE = 1e-10;

  private Normal() {}

  static double[] solve(double[][] matrix, double[] right) {
    return ridged(matrix).solve(right);
  }

  static double[][] inverse(double[][] matrix) {
    return ridged(matrix).inverse();
  }

  private static SymmetricSystem ridged(double[][] matrix) {
    double ridge = 1e-300;
    for (int i = 0; i < matrix.length; i++) {
      ridge = Math.max(ridge, RIDGE * matrix[i][i]);
    }
    return SymmetricSystem.of(matrix, ridge);
  }
}
