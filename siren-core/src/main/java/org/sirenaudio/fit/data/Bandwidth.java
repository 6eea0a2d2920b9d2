package org.sirenaudio.fit.data;

import org.sirenaudio.dsp.Fft;

/** Bandwidth estimates for short segments. */
public final class Bandwidth {

  /** The fraction of a window's energy that counts as its band. */
  private static final double WINDOW_ENERGY = 0.99;

  /**
   * The part of the band covered by the first layer's initial frequencies. Later layers add the
   * rest as harmonics and sum frequencies; networks initialised over the whole band fit noise.
   */
  public static final double FIRST_PART = 0.5;

  private Bandwidth() {}

  /**
   * The initial first-layer omega0 for a window.
   *
   * @param values the window's targets, {@code [points, channels]}
   */
  public static double firstOmega0(float[] values, int channels) {
    return omega0(FIRST_PART * of(values, channels, WINDOW_ENERGY), values.length / channels);
  }

  /** The first-layer omega0 for a frequency in cycles per point, at least half a turn. */
  public static double omega0(double cycles, int points) {
    return Math.PI * Math.max(1, (points - 1) * cycles);
  }

  /**
   * The frequency below which a fraction of the energy lies, under a sine window.
   *
   * @param values {@code [points, channels]}
   * @param part fraction of the energy, 0 to 1
   * @return in cycles per point, above 0 and at most ½
   */
  public static double of(float[] values, int channels, double part) {
    int points = values.length / channels;
    Fft fft = Fft.of(points);
    double[] power = new double[fft.bins()];
    double[] work = new double[fft.workLength()];
    double total = 0;
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < points; i++) {
        work[i] = values[i * channels + c] * Math.sin(Math.PI * (i + 0.5) / points);
      }
      fft.forward(work);
      for (int k = 0; k < power.length; k++) {
        double p = work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1];
        power[k] += p;
        total += p;
      }
    }
    double below = 0;
    int k = 0;
    while (k < power.length - 1 && below + power[k] < part * total) {
      below += power[k++];
    }
    return Math.min(0.5, (k + 1.0) / points);
  }
}
