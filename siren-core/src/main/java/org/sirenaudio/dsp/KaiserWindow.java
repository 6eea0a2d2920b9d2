package org.sirenaudio.dsp;

/**
 * Kaiser's window, under which an ideal low-pass becomes one of finite length.
 *
 * @param beta its shape: the larger, the lower its side lobes and the wider its transition
 * @param peak I₀(beta), so that the window is 1 in its middle
 */
public record KaiserWindow(double beta, double peak) {

  /** The window whose side lobes lie so many dB down (Kaiser's formula, for 50 dB and more). */
  public static KaiserWindow ofAttenuation(double decibels) {
    double beta = 0.1102 * (decibels - 8.7);
    return new KaiserWindow(beta, Bessel.i0(beta));
  }

  /**
   * The tap of a low-pass under the window.
   *
   * @param distance from its middle, in frames
   * @param reach the distance at which the window ends, in frames
   * @param cutoff in cycles a frame
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
