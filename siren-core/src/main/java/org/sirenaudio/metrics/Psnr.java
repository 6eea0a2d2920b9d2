package org.sirenaudio.metrics;

import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.error.BadDataException;

/**
 * Peak signal-to-noise ratio over all channels and frames:
 *
 * <pre>PSNR = 10·log10(peak² / MSE) dB</pre>
 *
 * Infinite for an exact estimate.
 *
 * @param peak the maximum possible amplitude, above 0; default 1, full scale. (Some publications
 *     use the range from −1 to +1, that is 2, and score 6 dB higher.)
 */
public record Psnr(double peak) implements Metric {
  /**
   * @throws IllegalArgumentException if the peak is not positive and finite
   */
  public Psnr {
    if (!(peak > 0 && peak <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("peak must be above 0 and finite, not " + peak);
    }
  }

  /** PSNR against full scale. */
  public Psnr() {
    this(1);
  }

  @Override
  public Label label() {
    return new Label("psnr", "PSNR", "dB", true);
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    return ErrorSum.snrDb(peak * peak, new Mse().orNaN(reference, estimate));
  }
}
