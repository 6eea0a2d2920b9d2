package org.sirenaudio.dsp;

/**
 * An all-pole model of a segment of sound: {@code x[n] = −Σ_{j=1..P} a[j]·x[n−j] + e[n]}, estimated
 * by the autocorrelation method under a Hann window with the Levinson-Durbin recursion (Makhoul
 * 1975, "Linear prediction: a tutorial review"), so it is always stable.
 *
 * @param coefficients a[0] = 1 to a[P]
 * @param residual variance of e
 */
@SuppressWarnings("ArrayRecordComponent") // transient, never compared
record Autoregression(double[] coefficients, double residual) {

  /**
   * White noise added to the autocorrelation. Filled samples are smoother than true ones, so
   * without it the model grows more resonant with each iteration: 1.3 dB worse on Bach.
   */
  private static final double WHITE_NOISE = 1e-6;

  /**
   * Estimates a model.
   *
   * @param x the segment
   * @param order P, less than its length
   */
  static Autoregression of(double[] x, int order) {
    return of(x, order, WHITE_NOISE);
  }

  /**
   * @param whiteNoise added to the autocorrelation, relative to the segment's power
   */
  static Autoregression of(double[] x, int order, double whiteNoise) {
    double[] r = autocorrelation(x, order);
    double[] a = new double[order + 1];
    double[] next = new double[order + 1];
    a[0] = 1;
    double error = r[0] * (1 + whiteNoise);
    for (int m = 1; m <= order && error > 0; m++) {
      double sum = r[m];
      for (int j = 1; j < m; j++) {
        sum += a[j] * r[m - j];
      }
      double reflection = -sum / error;
      for (int j = 1; j < m; j++) {
        next[j] = a[j] + reflection * a[m - j];
      }
      System.arraycopy(next, 1, a, 1, m - 1);
      a[m] = reflection;
      error *= 1 - reflection * reflection;
    }
    return new Autoregression(a, error);
  }

  /** Autocorrelation per sample of the windowed segment, lags 0 to {@code order}. */
  private static double[] autocorrelation(double[] x, int order) {
    double[] windowed = new double[x.length];
    double energy = 0;
    for (int i = 0; i < x.length; i++) {
      double s = Math.sin(Math.PI * (i + 0.5) / x.length);
      windowed[i] = s * s * x[i];
      energy += s * s * s * s;
    }
    double[] r = new double[order + 1];
    for (int lag = 0; lag <= order; lag++) {
      double sum = 0;
      for (int i = lag; i < x.length; i++) {
        sum += windowed[i] * windowed[i - lag];
      }
      r[lag] = sum / energy;
    }
    return r;
  }

  /**
   * The power spectrum, {@code residual/|Σ_j a[j]·exp(−2πi·j·f)|²}.
   *
   * @param fft at least as long as the coefficients
   * @return the power at each of its bins
   */
  double[] spectrum(Fft fft) {
    double[] work = new double[fft.workLength()];
    System.arraycopy(coefficients, 0, work, 0, coefficients.length);
    fft.forward(work);
    double[] power = new double[fft.bins()];
    for (int b = 0; b < power.length; b++) {
      power[b] = residual / (work[2 * b] * work[2 * b] + work[2 * b + 1] * work[2 * b + 1]);
    }
    return power;
  }

  /**
   * The residual energy's quadratic form, Σ e² = Σ_{i,k} x[i]·x[k]·B(|i−k|), by lag 0 to P: {@code
   * B(l) = Σ_j a[j]·a[j+l]}.
   */
  double[] energyByLag() {
    double[] b = new double[coefficients.length];
    for (int lag = 0; lag < b.length; lag++) {
      double sum = 0;
      for (int j = 0; j + lag < b.length; j++) {
        sum += coefficients[j] * coefficients[j + lag];
      }
      b[lag] = sum;
    }
    return b;
  }
}
