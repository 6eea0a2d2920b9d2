package org.sirenaudio.render;

import org.sirenaudio.dsp.KaiserWindow;
import org.sirenaudio.dsp.SincInterpolator;
import org.sirenaudio.kernel.Kernels;

/**
 * Band-limited interpolation between the samples of a recording, of playback and measurement
 * quality: a Kaiser-windowed ideal low-pass. With d the distance in frames,
 *
 * <pre>
 * h(d) = 2c·sinc(2c·d)·I₀(β·√(1 − (d/R)²)) / I₀(β) for |d| &lt; R, else 0
 * c = 0.48675 cycles per frame, R = {@value #REACH} frames, β = 0.1102·(A − 8.7), A = 120 dB
 * </pre>
 *
 * (A. V. Oppenheim and R. W. Schafer, <em>Discrete-Time Signal Processing</em>, 7.6). It is flat up
 * to 0.949 of the Nyquist frequency, and images, which begin at {@value #STOP} of it, are more than
 * 115 dB down. A recording may thus be played {@value #FREE_SPEED} times as fast without aliasing.
 * The filter is symmetric, so zero-phase. Unlike {@link SincInterpolator} it does not reproduce the
 * samples exactly at their own instants, but filters them as all others.
 */
final class KaiserInterpolator {

  /** R, half the filter length in frames. */
  static final int REACH = 160;

  /** Start of the stopband, relative to the Nyquist frequency. */
  static final double STOP = 0.998;

  /** The largest speed at which {@link #STOP} stays below the Nyquist frequency. */
  static final double FREE_SPEED = 1.002;

  private static final int TAPS = 2 * REACH;

  private static final double CUTOFF = 0.48675;
  private static final KaiserWindow WINDOW = KaiserWindow.ofAttenuation(120);

  /**
   * Filter phases per frame. Linear interpolation between them has an error of at most (π/2048)²/8,
   * or -130 dB.
   */
  private static final int STEPS = 2048;

  private static final double[][] TABLE = table();

  private static final Kernels KERNELS = Kernels.best();

  private KaiserInterpolator() {}

  private static double[][] table() {
    double[][] table = new double[STEPS + 1][TAPS];
    for (int s = 0; s <= STEPS / 2; s++) {
      for (int k = 0; k < TAPS; k++) {
        double tap = WINDOW.lowPass(k - REACH + 1 - s / (double) STEPS, REACH, CUTOFF);
        table[s][k] = tap;
        table[STEPS - s][TAPS - 1 - k] = tap;
      }
    }
    return table;
  }

  /**
   * The signal's value between two of its samples.
   *
   * @param signal with at least {@link #REACH} − 1 samples before {@code frame} and {@link #REACH}
   *     after it
   * @param frame the sample before the instant
   * @param fraction of a frame from there to the instant, 0 to below 1
   */
  static double at(float[] signal, int frame, double fraction) {
    int step = Math.min(STEPS - 1, (int) (fraction * STEPS));
    double part = fraction * STEPS - step;
    return KERNELS.between(signal, frame - REACH + 1, TABLE[step], TABLE[step + 1], part);
  }
}
