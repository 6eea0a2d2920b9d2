package org.sirenaudio.dsp;

/** Properties of human hearing that masking models are built on. */
final class Hearing {

  /** Sound pressure level of a full-scale sine in dB, the assumed playback level. */
  static final double FULL_SCALE_DB = 96;

  /** Higher frequencies are inaudible. */
  static final double HIGHEST_HZ = 20_000;

  /** The fit of the threshold diverges towards 0 Hz. */
  private static final double LEAST_HZ = 20;

  private Hearing() {}

  /** Critical-band rate in Bark (Zwicker and Terhardt 1980). */
  static double bark(double hertz) {
    double ratio = hertz / 7500;
    return 13 * Math.atan(0.00076 * hertz) + 3.5 * Math.atan(ratio * ratio);
  }

  /** Threshold in quiet in dB SPL (Terhardt 1979). */
  static double quietDb(double hertz) {
    double kilohertz = Math.max(LEAST_HZ, hertz) / 1000;
    double canal = kilohertz - 3.3;
    return 3.64 * Math.pow(kilohertz, -0.8)
        - 6.5 * Math.exp(-0.6 * canal * canal)
        + 1e-3 * Math.pow(kilohertz, 4);
  }

  /**
   * Spread of excitation over the basilar membrane in dB (Schroeder, Atal and Hall 1979).
   *
   * @param bark from the masker to the masked band, positive towards higher frequencies
   */
  static double spreadDb(double bark) {
    double place = bark + 0.474;
    return 15.81 + 7.5 * place - 17.5 * Math.sqrt(1 + place * place);
  }
}
