package org.sirenaudio.fit.data;

import org.sirenaudio.dsp.Fft;

/** How far up the energy of a short stretch reaches. */
public final class Bandwidth {

  /** Of a window's energy, what counts as its band. */
  private static final double WINDOW_ENERGY = 0.99;

  /**
   * The part of a band that the first layer's frequencies begin in. The layers behind it make the
   * rest, as harmonics and sums; networks that begin with all of it learn noise.
   */
  public static final double FIRST_PART = 0.5;

  private Bandwidth() {}

  /**
   * The first omega0 of a network for a window.
   *
   * @param values what the window is to be, {@code [points, channels]}
   */
  public static double firstOmega0(float[] values, int channels) {
    return omega0(FIRST_PART * of(values, channels, WINDOW_ENERGY), values.length / channels);
  }

  /** The first omega0 for frequencies up to a number of cycles a point, at least half a turn. */
  public static double omega0(double cycles, int points) {
    return Math.PI * Math.max(1, (points - 1) * cycles);
  }

  /**
   * The frequency below which a part of the energy lies, under a sine window.
   *
   * @param values {@code [points, channels]}
   * @param part of the energy, 0 to 1
   * @return in cycles a point, above 0 and at most ½
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
