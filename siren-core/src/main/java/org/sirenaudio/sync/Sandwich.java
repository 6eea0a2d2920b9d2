package org.sirenaudio.sync;

import org.sirenaudio.dsp.SymmetricSystem;

/** Covariances that do not rely on the model for the scatter of its blocks (H. White 1980). */
final class Sandwich {

  private Sandwich() {}

  /**
   * H⁻¹·M·H⁻¹ with H the information on the constant and the coefficients and M the empirical
   * covariance of their scores over the blocks; since neighbours overlap, their products are
   * included.
   */
  static double[][] of(double[][] normal, double all, double[][] scores) {
    int size = normal.length + 1;
    double[][] bread = new double[size][size];
    double[][] inverse = SymmetricSystem.ridged(normal).inverse();
    bread[0][0] = all > 0 ? 1 / all : 0;
    for (int i = 1; i < size; i++) {
      System.arraycopy(inverse[i - 1], 0, bread[i], 1, size - 1);
    }
    double[][] meat = new double[size][size];
    for (int k = 0; k < scores.length; k++) {
      for (int other = Math.max(0, k - 1); other <= Math.min(scores.length - 1, k + 1); other++) {
        for (int i = 0; i < size; i++) {
          for (int j = 0; j < size; j++) {
            meat[i][j] += scores[k][i] * scores[other][j];
          }
        }
      }
    }
    double fewer = scores.length / Math.max(1.0, scores.length - size - 1.0);
    // Both are symmetric.
    double[][] half = new double[size][size];
    for (int a = 0; a < size; a++) {
      for (int j = 0; j < size; j++) {
        half[j][a] = Drift.dot(meat[a], bread[j]);
      }
    }
    double[][] covariance = new double[size][size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j < size; j++) {
        covariance[i][j] = fewer * Drift.dot(bread[i], half[j]);
      }
    }
    return covariance;
  }
}
