package org.sirenaudio.metrics;

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
  public String name() {
    return "snr";
  }

  @Override
  public String title() {
    return "SNR";
  }

  @Override
  public String unit() {
    return "dB";
  }

  @Override
  public boolean higherIsBetter() {
    return true;
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    double signal = Pair.energy(reference);
    if (signal == 0) {
      return Double.NaN;
    }
    return 10 * Math.log10(signal / Pair.errorEnergy(reference, estimate));
  }
}
