package org.sirenaudio.sync;

/** Small symmetric systems, with a ridge of 10⁻¹⁰ of their largest diagonal element. */
final class Normal {
  private static final double RIDGE = 1e-10;

  private Normal() {}

  static double[] solve(double[][] matrix, double[] right) {
    double[][] columns = new double[right.length][1];
    for (int i = 0; i < right.length; i++) {
      columns[i][0] = right[i];
    }
    double[][] solved = solve(matrix, columns);
    double[] result = new double[right.length];
    for (int i = 0; i < right.length; i++) {
      result[i] = solved[i][0];
    }
    return result;
  }

  static double[][] inverse(double[][] matrix) {
    double[][] unit = new double[matrix.length][matrix.length];
    for (int i = 0; i < matrix.length; i++) {
      unit[i][i] = 1;
    }
    return solve(matrix, unit);
  }

  /** By Cholesky's decomposition. */
  private static double[][] solve(double[][] matrix, double[][] right) {
    int n = matrix.length;
    double ridge = 1e-300;
    for (int i = 0; i < n; i++) {
      ridge = Math.max(ridge, RIDGE * matrix[i][i]);
    }
    double[][] lower = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = matrix[i][j] + (i == j ? ridge : 0);
        for (int k = 0; k < j; k++) {
          sum -= lower[i][k] * lower[j][k];
        }
        lower[i][j] = i == j ? Math.sqrt(Math.max(sum, ridge)) : sum / lower[j][j];
      }
    }
    double[][] solved = new double[n][];
    for (int i = 0; i < n; i++) {
      solved[i] = right[i].clone();
    }
    for (int c = 0; c < right[0].length; c++) {
      for (int i = 0; i < n; i++) {
        for (int k = 0; k < i; k++) {
          solved[i][c] -= lower[i][k] * solved[k][c];
        }
        solved[i][c] /= lower[i][i];
      }
      for (int i = n - 1; i >= 0; i--) {
        for (int k = i + 1; k < n; k++) {
          solved[i][c] -= lower[k][i] * solved[k][c];
        }
        solved[i][c] /= lower[i][i];
      }
    }
    return solved;
  }
}
