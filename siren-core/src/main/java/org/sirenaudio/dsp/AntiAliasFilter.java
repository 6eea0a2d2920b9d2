package org.sirenaudio.dsp;

/**
 * The low-pass filter before a sample rate is lowered, one for every ratio of rates: an ideal
 * low-pass under a Kaiser window. With d the distance in frames of the lower rate,
 *
 * <pre>
 * h(d) = 2c·sinc(2c·d)·I₀(β·√(1 − (d/R)²)) / I₀(β) for |d| &lt; R, else 0
 * c = 0.475 cycles a frame, R = {@value #REACH} frames, β = 0.1102·(A − 8.7), A = 110 dB
 * </pre>
 *
 * (A. V. Oppenheim and R. W. Schafer, <em>Discrete-Time Signal Processing</em>, 7.6). Its pass band
 * reaches to 0.9 of the lower rate's Nyquist frequency and is flat within 0.0001 dB; from the
 * Nyquist frequency on it is more than 105 dB down. It is symmetric: there is no delay.
 */
final class AntiAliasFilter {

  /** R, the distance in frames of the lower rate from which on a point has no influence. */
  static final int REACH = 72;

  /** Frames of the lower rate that a point may have influence on. */
  static final int TAPS = 2 * REACH;

  private static final double CUTOFF = 0.475;
  private static final KaiserWindow WINDOW = KaiserWindow.ofAttenuation(110);

  /**
   * Taps at so many fractions of a frame. In between they follow straight lines, whose images lie
   * at multiples of this many rates, (½/1024)² or 132 dB down.
   */
  private static final int STEPS = 1024;

  private static final double[][] TABLE = table();

  private AntiAliasFilter() {}

  private static double[][] table() {
    double[][] table = new double[STEPS + 1][TAPS];
    for (int s = 0; s <= STEPS; s++) {
      for (int k = 0; k < TAPS; k++) {
        table[s][k] = at(k - REACH + 1 - s / (double) STEPS);
      }
    }
    return table;
  }

  /** h(d). */
  static double at(double distance) {
    return WINDOW.lowPass(distance, REACH, CUTOFF);
  }

  /**
   * A point's weights in the frames around it.
   *
   * @param fraction of a frame by which the point lies behind frame m, 0 to 1
   * @param gain what the weights are multiplied by
   * @param into receives the weights in frames m − R + 1 … m + R
   */
  static void taps(double fraction, double gain, double[] into) {
    int step = Math.min(STEPS - 1, (int) (fraction * STEPS));
    double part = fraction * STEPS - step;
    double[] before = TABLE[step];
    double[] after = TABLE[step + 1];
    double a = gain * (1 - part);
    double b = gain * part;
    for (int k = 0; k < TAPS; k++) {
      into[k] = a * before[k] + b * after[k];
    }
  }
}
