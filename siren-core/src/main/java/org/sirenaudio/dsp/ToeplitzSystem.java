package org.sirenaudio.dsp;

/**
 * Symmetric positive definite Toeplitz systems {@code Σ_j r(|i−j|)·x(j) = b(i)} with several
 * right-hand sides, solved by the Levinson recursion (Golub and Van Loan, "Matrix Computations",
 * section 4.7) in 2n² operations for the matrix and as many per side.
 */
final class ToeplitzSystem {

  private ToeplitzSystem() {}

  /**
   * Replaces right-hand sides by solutions.
   *
   * @param r {@code [n]}: the matrix's first row
   * @param sides {@code [sides][n]}
   */
  static void solve(double[] r, double[][] sides) {
    int n = r.length;
    // y solves the matrix of order m for −(r(1), …, r(m)).
    double[] y = new double[n];
    double[] next = new double[n];
    double error = r[0];
    for (double[] side : sides) {
      side[0] /= error;
    }
    for (int m = 1; m < n; m++) {
      double sum = r[m];
      for (int j = 1; j < m; j++) {
        sum += r[j] * y[m - 1 - j];
      }
      double reflection = -sum / error;
      for (int j = 0; j < m - 1; j++) {
        next[j] = y[j] + reflection * y[m - 2 - j];
      }
      System.arraycopy(next, 0, y, 0, m - 1);
      y[m - 1] = reflection;
      error = Math.max(error * (1 - reflection * reflection), Double.MIN_NORMAL);
      for (double[] x : sides) {
        double rest = x[m];
        for (int j = 0; j < m; j++) {
          rest -= r[m - j] * x[j];
        }
        double last = rest / error;
        for (int j = 0; j < m; j++) {
          x[j] += last * y[m - 1 - j];
        }
        x[m] = last;
      }
    }
  }
}
