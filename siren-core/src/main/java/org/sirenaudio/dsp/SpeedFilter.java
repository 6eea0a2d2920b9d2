package org.sirenaudio.dsp;

/**
 * A Wiener filter for the speed that a tone tells of. Noise beside a tone is as much in its level
 * as in its phase, and a level that should be constant shows nothing else: so the level's spectrum
 * is that of the noise, and of each frequency of the speed that part is kept which is above it. A
 * steady wow is a line, and nearly all noise beside it goes.
 */
public final class SpeedFilter {

  /** Over which the noise is averaged, in Fourier bins on either side. */
  private static final int NOISE_REACH = 24;

  /** The same of the speed, whose lines are narrow. */
  private static final int SPEED_REACH = 1;

  private SpeedFilter() {}

  /**
   * @param noise what the level's changes would be as a speed
   * @param speeds deviations at equal distances, in the same unit
   * @return the deviations without what is noise; their mean stays
   */
  public static double[] without(double[] noise, double[] speeds) {
    int count = speeds.length;
    // Mirrored, so that the ends meet.
    Fft fft = Fft.of(2 * count);
    double[] spectrum = mirrored(speeds, fft);
    double[] powers = Smoothing.power(spectrum, fft.bins(), SPEED_REACH);
    double[] noises = Smoothing.power(mirrored(noise, fft), fft.bins(), NOISE_REACH);
    for (int k = 1; k < fft.bins(); k++) {
      double kept = powers[k] > 0 ? Math.max(0, 1 - noises[k] / powers[k]) : 0;
      spectrum[2 * k] *= kept;
      spectrum[2 * k + 1] *= kept;
    }
    fft.inverse(spectrum);
    double[] kept = new double[count];
    System.arraycopy(spectrum, 0, kept, 0, count);
    return kept;
  }

  /** The spectrum of values and, behind them, the same in reverse. */
  public static double[] mirrored(double[] values, Fft fft) {
    double[] work = new double[fft.workLength()];
    for (int i = 0; i < values.length; i++) {
      work[i] = values[i];
      work[2 * values.length - 1 - i] = values[i];
    }
    fft.forward(work);
    return work;
  }
}
