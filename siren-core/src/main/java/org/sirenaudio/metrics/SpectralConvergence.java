package org.sirenaudio.metrics;

import org.sirenaudio.dsp.Stft;
import org.sirenaudio.error.BadDataException;

/**
 * Spectral convergence (Sturmel and Daudet 2011; Arık, Jun, Diamos 2018), the relative error of the
 * magnitudes:
 *
 * <pre>SC = ‖ |S_ref| − |S_est| ‖ / ‖ |S_ref| ‖</pre>
 *
 * with the Frobenius norm over channels, frames and bins of a centred STFT with a Hann window of
 * nFft, powers |S|² floored at 10⁻⁸. 0 is exact; silence scores 1. Undefined for a silent
 * reference. Clips too short for a frame are extended with zeros.
 *
 * @param nFft length of a frame in samples, default 2048
 * @param hopLength hop size in samples, default 512
 */
public record SpectralConvergence(int nFft, int hopLength) implements Metric {
  /**
   * @throws IllegalArgumentException if nFft is below 2, or hopLength below 1
   */
  public SpectralConvergence {
    PowerSpectra.checkSizes(nFft, hopLength);
  }

  /** Frames of 2048 samples with a hop of 512. */
  public SpectralConvergence() {
    this(2048, 512);
  }

  @Override
  public Label label() {
    return new Label("spectral-convergence", "spectral convergence", "", false);
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    if (Pair.isSilent(reference)) {
      return Double.NaN;
    }
    MagnitudeErrors errors = new MagnitudeErrors();
    PowerSpectra.visit(Stft.of(nFft, hopLength, nFft), reference, estimate, errors);
    return errors.spectralConvergence();
  }
}
