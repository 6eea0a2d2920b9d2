package org.sirenaudio.metrics;

import org.sirenaudio.error.BadDataException;

/**
 * A number that says how close an estimate comes to a reference of the same shape, both [channels]
 * [frames]. Every metric is computed in double precision over all channels at once, as its own page
 * defines, or channel by channel.
 */
public sealed interface Metric
    permits LogSpectralDistance,
        Mse,
        MultiResolutionStftDistance,
        Psnr,
        SiSdr,
        Snr,
        SpectralConvergence {
  /**
   * What a metric is called and how to read it.
   *
   * @param name it is found by, such as {@code si-sdr}
   * @param title to print, such as {@code SI-SDR}
   * @param unit to print after the value, such as {@code dB}; empty if it has none
   * @param higherIsBetter whether a greater value is a closer estimate
   */
  record Label(String name, String title, String unit, boolean higherIsBetter) {}

  /** Returns its name and its unit. */
  Label label();

  /** The name it is found by. */
  default String name() {
    return label().name();
  }

  /** The name to print. */
  default String title() {
    return label().title();
  }

  /** The unit to print after the value; empty if it has none. */
  default String unit() {
    return label().unit();
  }

  /** Whether a greater value is a closer estimate. */
  default boolean higherIsBetter() {
    return label().higherIsBetter();
  }

  /**
   * The value over all channels, or NaN where the definition has none, as for the SNR against
   * silence.
   *
   * @param reference [channels][frames], at least one of each
   * @param estimate the same shape
   * @throws BadDataException if a sample is NaN or infinite
   * @throws IllegalArgumentException if the shapes are empty or differ
   */
  double orNaN(float[][] reference, float[][] estimate) throws BadDataException;

  /**
   * The value over all channels.
   *
   * @param reference [channels][frames], at least one of each
   * @param estimate the same shape
   * @throws BadDataException if a sample is NaN or infinite, or the reference is silent and the
   *     metric is undefined for it
   * @throws IllegalArgumentException if the shapes are empty or differ
   */
  default double of(float[][] reference, float[][] estimate) throws BadDataException {
    double value = orNaN(reference, estimate);
    if (Double.isNaN(value)) {
      throw new BadDataException("reference is silent: " + title() + " is undefined");
    }
    return value;
  }

  /**
   * The value of every channel on its own, NaN for those where it is undefined.
   *
   * @return [channels]
   * @throws BadDataException if a sample is NaN or infinite
   * @throws IllegalArgumentException if the shapes are empty or differ
   */
  default double[] perChannel(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    double[] values = new double[reference.length];
    for (int c = 0; c < values.length; c++) {
      values[c] = orNaN(new float[][] {reference[c]}, new float[][] {estimate[c]});
    }
    return values;
  }
}
