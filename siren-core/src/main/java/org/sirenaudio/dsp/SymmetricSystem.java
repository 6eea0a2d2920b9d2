package org.sirenaudio.dsp;

/**
 * A dense symmetric positive definite system, solved by Cholesky decomposition {@code A = L·Lᵀ} in
 * double precision; the cost of a banded one is proportional to its bandwidth. For small systems
 * outside the networks; those of the fit are solved by the kernels.
 */
public final class SymmetricSystem {

  /** {@code [n][n]}: L, the lower half. */
  private final double[][] lower;

  /** The first nonzero column of each row: L has the same leading zeros as A. */
  private final int[] first;

  /** The last nonzero row of each column. */
  private final int[] last;

  private SymmetricSystem(double[][] lower, int[] first) {
    this.lower = lower;
    this.first = first;
    last = new int[first.length];
    for (int row = 0; row < first.length; row++) {
      for (int column = first[row]; column <= row; column++) {
        last[column] = row;
      }
    }
  }

  /**
   * Decomposes a matrix, which is left unchanged.
   *
   * @param matrix {@code [n][n]}, lower half
   * @param ridge added to the diagonal, and the lower bound on a pivot; 0 for a well-conditioned
   *     matrix
   */
  public static SymmetricSystem of(double[][] matrix, double ridge) {
    int n = matrix.length;
    double[][] lower = new double[n][n];
    int[] first = new int[n];
    for (int i = 0; i < n; i++) {
      while (first[i] < i && matrix[i][first[i]] == 0) {
        first[i]++;
      }
      for (int j = first[i]; j <= i; j++) {
        double sum = matrix[i][j] + (i == j ? ridge : 0);
        for (int k = Math.max(first[i], first[j]); k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, ridge)) : sum / lower[j][j];
      }
    }
    return new SymmetricSystem(lower, first);
  }

  /** The solution x of {@code A·x = right}. */
  public double[] solve(double[] right) {
    int n = lower.length;
    double[] x = right.clone();
    for (int i = 0; i < n; i++) {
      for (int k = first[i]; k < i; k++) {
        x[i] -= lower[i][k] * x[k];
      }
      x[i] /= lower[i][i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int k = i + 1; k <= last[i]; k++) {
        x[i] -= lower[k][i] * x[k];
      }
      x[i] /= lower[i][i];
    }
    return x;
  }

  /** The inverse of A. */
  public double[][] inverse() {
    int n = lower.length;
    double[][] inverse = new double[n][n];
    for (int c = 0; c < n; c++) {
      double[] unit = new double[n];
      unit[c] = 1;
      double[] column = solve(unit);
      for (int i = 0; i < n; i++) {
        inverse[i][c] = column[i];
      }
    }
    return inverse;
  }
}
