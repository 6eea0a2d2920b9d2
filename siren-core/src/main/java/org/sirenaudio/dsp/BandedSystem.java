package org.sirenaudio.dsp;

/**
 * A symmetric positive definite banded system of linear equations, solved in place by Cholesky
 * decomposition.
 */
final class BandedSystem {

  private final int size;
  private final int band;

  /** Row i holds the columns i − band … i of the lower triangle. */
  private final double[][] rows;

  /**
   * @param size number of equations
   * @param band number of subdiagonals
   */
  BandedSystem(int size, int band) {
    this.size = size;
    this.band = Math.min(band, Math.max(0, size - 1));
    rows = new double[size][this.band + 1];
  }

  /** Adds to an entry, {@code row − band ≤ column ≤ row}. */
  void add(int row, int column, double value) {
    rows[row][column - row + band] += value;
  }

  /** Replaces the right-hand side by the solution. Call once: the matrix is overwritten. */
  void solve(double[] b) {
    for (int i = 0; i < size; i++) {
      double[] row = rows[i];
      int first = Math.max(0, i - band);
      for (int j = first; j < i; j++) {
        double[] above = rows[j];
        // Column k is at k − i + band in this row and at k − j + band in the row above.
        int from = Math.max(first, j - band);
        double dot = dot(row, from - i + band, above, from - j + band, j - from);
        row[j - i + band] = (row[j - i + band] - dot) / above[band];
      }
      double pivot = row[band];
      for (int k = first - i + band; k < band; k++) {
        pivot -= row[k] * row[k];
      }
      row[band] = Math.sqrt(Math.max(pivot, Double.MIN_NORMAL));
    }
    for (int i = 0; i < size; i++) {
      double sum = b[i];
      for (int j = Math.max(0, i - band); j < i; j++) {
        sum -= rows[i][j - i + band] * b[j];
      }
      b[i] = sum / rows[i][band];
    }
    for (int i = size - 1; i >= 0; i--) {
      b[i] /= rows[i][band];
      for (int j = Math.max(0, i - band); j < i; j++) {
        b[j] -= rows[i][j - i + band] * b[i];
      }
    }
  }

  /** Four independent accumulators, so that the additions overlap. */
  private static double dot(double[] a, int atA, double[] b, int atB, int length) {
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int n = 0;
    for (; n < length - 3; n += 4) {
      s0 += a[atA + n] * b[atB + n];
      s1 += a[atA + n + 1] * b[atB + n + 1];
      s2 += a[atA + n + 2] * b[atB + n + 2];
      s3 += a[atA + n + 3] * b[atB + n + 3];
    }
    for (; n < length; n++) {
      s0 += a[atA + n] * b[atB + n];
    }
    return s0 + s1 + (s2 + s3);
  }
}
