package org.sirenaudio.fit.config;

/** How Levenberg–Marquardt training spreads its noise over the windows of a recording. */
public enum NoiseShape {
  /** Equally loud everywhere, which takes the fewest parameters for a given SNR. */
  UNIFORM,
  /**
   * In each window below what its sound masks, with at least 40 dB SNR where it is audible, but not
   * below the noise of 16-bit rounding.
   */
  MASKED
}
