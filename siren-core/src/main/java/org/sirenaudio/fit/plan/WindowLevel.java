package org.sirenaudio.fit.plan;

import org.sirenaudio.fit.data.Level;

/**
 * The level of one channel in one window.
 *
 * @param meanSquare of its sound, relative to full scale
 * @param masked mean square of the noise that it may have at the goal; infinite if that depends on
 *     the whole clip only
 */
public record WindowLevel(double meanSquare, double masked) {

  /**
   * Mean square of 16-bit rounding noise, Δ²/12 with Δ = 2⁻¹⁵: a recording of that format has as
   * much of its own, so that less is not worth a parameter.
   */
  public static final double ROUNDING = Math.pow(2, -30) / 12;

  /**
   * Minimum SNR of an audible window, whatever it masks: 40 dB, and what the cross-fade with its
   * neighbours may take from that.
   */
  private static final double LEAST_DB = 41;

  /** Without regard to masking. */
  public static WindowLevel unmasked(double meanSquare) {
    return new WindowLevel(meanSquare, Double.POSITIVE_INFINITY);
  }

  /**
   * With noise that stays inaudible.
   *
   * @param inaudible mean square of the white noise that it masks in every critical band
   */
  public static WindowLevel masking(double meanSquare, double inaudible) {
    double most =
        meanSquare < Level.AUDIBLE
            ? inaudible
            : Math.min(inaudible, meanSquare * Math.pow(10, -LEAST_DB / 10));
    return new WindowLevel(meanSquare, Math.max(ROUNDING, most));
  }
}
