package org.sirenaudio.kernel;

/**
 * Replaces a matrix {@code U S Vᵀ} by about {@code U Vᵀ}: all its singular values become about one.
 * Five Newton–Schulz steps {@code X ← aX + X(bA + cA²)} with {@code A = XᵀX} and the coefficients
 * of Jordan et al. 2024 ("Muon"), which trade exactness (values end between 0.7 and 1.2) for speed.
 * Keeps scratch memory, so one thread at a time.
 */
public sealed interface Orthogonaliser permits ScalarOrthogonaliser, VectorOrthogonaliser {

  int STEPS = 5;
  float A = 3.4445f;
  float B = -4.7750f;
  float C = 2.0315f;

  /** Makes a matrix {@code [rows, columns]}, row by row, orthogonal in place; zeros stay zeros. */
  void run(float[] matrix);

  /**
   * What to multiply a matrix by so that no singular value is above one; 0 where that cannot be.
   */
  static double normaliser(float[] matrix) {
    double squares = 0;
    for (float value : matrix) {
      squares += (double) value * value;
    }
    return squares > 0 && Double.isFinite(squares) ? 1 / Math.sqrt(squares) : 0;
  }
}
