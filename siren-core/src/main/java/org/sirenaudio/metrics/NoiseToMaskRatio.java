package org.sirenaudio.metrics;

import org.sirenaudio.dsp.NoiseToMask;
import org.sirenaudio.error.BadDataException;

/**
 * How far noise exceeds what the reference renders inaudible (ITU-R BS.1387, PEAQ), by the masking
 * model of Johnston 1988 with a full-scale sine at 96 dB SPL:
 *
 * <pre>NMR = 10·log10(mean over frames and critical bands of P_noise / P_masked) dB</pre>
 *
 * where the noise is estimate − reference. Frames overlap by half; their length is the power of two
 * of 17.5 to 35 ms. Minus infinity for an exact estimate. A silent reference masks what lies below
 * the threshold in quiet.
 *
 * @param sampleRate of both, in Hz
 * @param figure the statistic
 */
public record NoiseToMaskRatio(double sampleRate, Figure figure) implements Metric {

  /** A statistic of the ratios. */
  public enum Figure {
    /** Their mean. */
    MEAN,
    /** The highest of any band in any frame. */
    WORST,
    /** The fraction of frames in which a band exceeds the mask by 1.5 dB. */
    DISTURBED
  }

  /**
   * @throws IllegalArgumentException if the rate is not positive and finite
   */
  public NoiseToMaskRatio {
    if (!(sampleRate > 0 && sampleRate <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "the sample rate must be above 0 and finite, not " + sampleRate);
    }
  }

  @Override
  public Label label() {
    return switch (figure) {
      case MEAN -> new Label("nmr", "noise to mask", "dB", false);
      case WORST -> new Label("worst-nmr", "worst noise to mask", "dB", false);
      case DISTURBED -> new Label("disturbed-frames", "disturbed frames", "", false);
    };
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    NoiseToMask meter = new NoiseToMask(sampleRate, reference.length);
    for (int c = 0; c < reference.length; c++) {
      meter.add(c, reference[c], 0, estimate[c], 0, reference[c].length);
    }
    NoiseToMask.Result result = meter.result();
    return switch (figure) {
      case MEAN -> result.meanDb();
      case WORST -> result.worstDb();
      case DISTURBED -> result.disturbed();
    };
  }
}
