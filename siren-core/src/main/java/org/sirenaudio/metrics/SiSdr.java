package org.sirenaudio.metrics;

import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.error.BadDataException;

/**
 * Scale-invariant signal-to-distortion ratio (Le Roux, Wisdom, Erdogan, Hershey 2019, "SDR –
 * half-baked or well done?"). The means are kept, so a constant offset counts; some packages remove
 * them first (auraloss does so by default):
 *
 * <pre>
 * a = Σ estimate·reference / Σ reference²
 * SI-SDR = 10·log10(Σ (a·reference)² / Σ (estimate − a·reference)²) dB
 * </pre>
 *
 * The scale a is common to all channels. Infinite for an estimate that is a multiple of the
 * reference, minus infinity for one orthogonal to it (silence included), undefined for a silent
 * reference.
 */
public record SiSdr() implements Metric {
  @Override
  public Label label() {
    return new Label("si-sdr", "SI-SDR", "dB", true);
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    double energy = 0;
    double product = 0;
    for (int c = 0; c < reference.length; c++) {
      for (int n = 0; n < reference[c].length; n++) {
        energy += (double) reference[c][n] * reference[c][n];
        product += (double) reference[c][n] * estimate[c][n];
      }
    }
    double scale = product / energy;
    if (scale == 0) {
      return Double.NEGATIVE_INFINITY;
    }
    ErrorSum sum = new ErrorSum();
    for (int c = 0; c < reference.length; c++) {
      for (int n = 0; n < reference[c].length; n++) {
        sum.add(scale * reference[c][n], estimate[c][n]);
      }
    }
    return sum.snrDb();
  }
}
