package org.sirenaudio.kernel;

/**
 * Replaces a matrix {@code U S Vᵀ} by approximately {@code U Vᵀ}: all singular values become about
 * one. Five Newton–Schulz steps {@code X ← aX + X(bA + cA²)} with {@code A = XᵀX} and the
 * coefficients of Jordan et al. 2024 ("Muon"), which trade accuracy (values end between 0.7 and
 * 1.2) for speed. Not thread-safe: reuses scratch memory.
 */
public sealed interface Orthogonaliser permits ScalarOrthogonaliser, VectorOrthogonaliser {

  int STEPS = 5;
  float A = 3.4445f;
  float B = -4.7750f;
  float C = 2.0315f;

  /** Orthogonalises a row-major matrix {@code [rows, columns]} in place; zeros stay zeros. */
  void run(float[] matrix);

  /** A factor that bounds a matrix's singular values by one; 0 if there is none. */
  static double normaliser(float[] matrix) {
    double squares = 0;
    for (float value : matrix) {
      squares += (double) value * value;
    }
    return squares > 0 && Double.isFinite(squares) ? 1 / Math.sqrt(squares) : 0;
  }
}
