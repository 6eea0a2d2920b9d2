package org.sirenaudio.metrics;

import org.sirenaudio.error.BadDataException;

/**
 * A measure of how close an estimate is to a reference of the same shape, both [channels][frames].
 * Every metric is computed in double precision, over all channels at once or per channel.
 */
public sealed interface Metric
    permits LogSpectralDistance,
        Mse,
        MultiResolutionStftDistance,
        NoiseToMaskRatio,
        Psnr,
        SiSdr,
        Snr,
        SpectralConvergence {
  /**
   * A metric's names and orientation.
   *
   * @param name for lookup, such as {@code si-sdr}
   * @param title for display, such as {@code SI-SDR}
   * @param unit for display, such as {@code dB}; empty if dimensionless
   * @param higherIsBetter whether a greater value means a closer estimate
   */
  record Label(String name, String title, String unit, boolean higherIsBetter) {}

  /** Returns its names and orientation. */
  Label label();

  /** The name for lookup. */
  default String name() {
    return label().name();
  }

  /** The name for display. */
  default String title() {
    return label().title();
  }

  /** The unit for display; empty if dimensionless. */
  default String unit() {
    return label().unit();
  }

  /** Whether a greater value means a closer estimate. */
  default boolean higherIsBetter() {
    return label().higherIsBetter();
  }

  /**
   * The value over all channels, or NaN if undefined, as for the SNR against silence.
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
   * The value of each channel, NaN where undefined.
   *
   * @param reference [channels][frames], at least one of each
   * @param estimate the same shape
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
