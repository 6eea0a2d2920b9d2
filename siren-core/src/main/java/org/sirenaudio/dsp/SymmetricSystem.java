package org.sirenaudio.dsp;

/**
 * A dense symmetric positive definite system, solved by Cholesky decomposition {@code A = L·Lᵀ} in
 * double precision; the cost of a banded one is proportional to its bandwidth. For small systems
 * outside the networks; those of the fit are solved by the kernels.
 */
public final class SymmetricSystem {

  private static final double RIDGE = 1e-10;

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
   * Decomposes a matrix that may be nearly singular, by a ridge of 10⁻¹⁰ of its largest diagonal
   * element.
   */
  public static SymmetricSystem ridged(double[][] matrix) {
    double ridge = 1e-300;
    for (int i = 0; i < matrix.length; i++) {
      ridge = Math.max(ridge, RIDGE * matrix[i][i]);
    }
    return of(matrix, ridge);
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

  /** The diagonal of the inverse of A, at a sixth of the cost: {@code (A⁻¹)_kk = Σ_i (L⁻¹)_ik²}. */
  public double[] inverseDiagonal() {
    int n = lower.length;
    double[] diagonal = new double[n];
    double[][] inverse = new double[n][];
    for (int i = 0; i < n; i++) {
      double[] row = new double[i + 1];
      row[i] = 1;
      for (int k = first[i]; k < i; k++) {
        double part = lower[i][k];
        double[] above = inverse[k];
        for (int j = 0; j <= k; j++) {
          row[j] -= part * above[j];
        }
      }
      for (int j = 0; j <= i; j++) {
        row[j] /= lower[i][i];
        diagonal[j] += row[j] * row[j];
      }
      inverse[i] = row;
    }
    return diagonal;
  }
}
