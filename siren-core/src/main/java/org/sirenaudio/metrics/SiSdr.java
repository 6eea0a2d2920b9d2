package org.sirenaudio.metrics;

import org.sirenaudio.error.BadDataException;

/**
 * Scale-invariant signal-to-distortion ratio (Le Roux, Wisdom, Erdogan, Hershey 2019, "SDR –
 * half-baked or well done?"), means not removed:
 *
 * <pre>
 * a = Σ estimate·reference / Σ reference²
 * SI-SDR = 10·log10(Σ (a·reference)² / Σ (estimate − a·reference)²) dB
 * </pre>
 *
 * Over several channels there is one scale a for all of them. Infinite for an estimate that is a
 * multiple of the reference, minus infinite for one that has nothing of it (silence included),
 * undefined for a silent reference.
 */
public record SiSdr() implements Metric {
  @Override
  public String name() {
    return "si-sdr";
  }

  @Override
  public String title() {
    return "SI-SDR";
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
    double product = 0;
    for (int c = 0; c < reference.length; c++) {
      for (int n = 0; n < reference[c].length; n++) {
        product += (double) reference[c][n] * estimate[c][n];
      }
    }
    double scale = product / signal;
    if (scale == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    double distortion = 0;
    for (int c = 0; c < reference.length; c++) {
      for (int n = 0; n < reference[c].length; n++) {
        double rest = estimate[c][n] - scale * reference[c][n];
        distortion += rest * rest;
      }
    }
    return 10 * Math.log10(scale * scale * signal / distortion);
  }
}
