package org.sirenaudio.dsp;

/**
 * The low-pass filter for decimation, the same for every ratio of rates: a Kaiser-windowed ideal
 * low-pass. With d the distance in frames of the lower rate,
 *
 * <pre>
 * h(d) = 2c·sinc(2c·d)·I₀(β·√(1 − (d/R)²)) / I₀(β) for |d| &lt; R, else 0
 * c = 0.475 cycles a frame, R = {@value #REACH} frames, β = 0.1102·(A − 8.7), A = 110 dB
 * </pre>
 *
 * (A. V. Oppenheim and R. W. Schafer, <em>Discrete-Time Signal Processing</em>, 7.6). The passband
 * extends to 0.9 of the lower rate's Nyquist frequency and is flat within 0.0001 dB; from the
 * Nyquist frequency up it is more than 105 dB down. It is symmetric, so zero-phase.
 */
final class AntiAliasFilter {

  /** R, half the filter length in frames of the lower rate. */
  static final int REACH = 72;

  /** Maximum number of lower-rate frames influenced by one point. */
  static final int TAPS = 2 * REACH;

  private static final double CUTOFF = 0.475;
  private static final KaiserWindow WINDOW = KaiserWindow.ofAttenuation(110);

  /**
   * Filter phases per frame. Linear interpolation between them leaves images at multiples of this
   * many rates, (½/1024)² or 132 dB down.
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
   * A point's weights in the surrounding frames.
   *
   * @param fraction of a frame by which the point follows frame m, 0 to 1
   * @param gain factor on the weights
   * @param into receives the weights of frames m − R + 1 … m + R
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
