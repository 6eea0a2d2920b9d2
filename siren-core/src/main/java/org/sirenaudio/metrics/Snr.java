package org.sirenaudio.metrics;

import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.error.BadDataException;

/**
 * Signal-to-noise ratio over all channels and frames:
 *
 * <pre>SNR = 10·log10(Σ reference² / Σ (estimate − reference)²) dB</pre>
 *
 * Infinite for an exact estimate, undefined for a silent reference. An all-zero estimate scores 0.
 */
public record Snr() implements Metric {
  @Override
  public Label label() {
    return new Label("snr", "SNR", "dB", true);
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    ErrorSum sum = Pair.errors(reference, estimate);
    return sum.signal() == 0 ? Double.NaN : sum.snrDb();
  }
}
