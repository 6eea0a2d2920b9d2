package org.sirenaudio.dsp;

/**
 * The Kaiser window, for finite-length low-pass filters.
 *
 * @param beta shape parameter: larger values give lower side lobes and a wider transition band
 * @param peak I₀(beta), so that the window is 1 at its centre
 */
public record KaiserWindow(double beta, double peak) {

  /** The window with the given side-lobe attenuation (Kaiser's formula, for 50 dB and more). */
  public static KaiserWindow ofAttenuation(double decibels) {
    double beta = 0.1102 * (decibels - 8.7);
    return new KaiserWindow(beta, Bessel.i0(beta));
  }

  /**
   * A tap of the windowed low-pass.
   *
   * @param distance from the centre, in frames
   * @param reach half the window length, in frames
   * @param cutoff in cycles per frame
   */
  public double lowPass(double distance, double reach, double cutoff) {
    double part = distance / reach;
    if (Math.abs(part) >= 1) {
      return 0;
    }
    double ideal =
        distance == 0
            ? 2 * cutoff
            : Math.sin(2 * Math.PI * cutoff * distance) / (Math.PI * distance);
    return ideal * Bessel.i0(beta * Math.sqrt(1 - part * part)) / peak;
  }
}
