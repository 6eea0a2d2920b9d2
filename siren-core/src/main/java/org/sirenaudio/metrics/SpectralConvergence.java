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
 * nFft, powers |S|² not taken below 10⁻⁸. 0 is exact, 1 is what silence scores. Undefined for a
 * silent reference. Clips too short for a frame are extended with zeros.
 *
 * @param nFft length of a frame in samples, 2048 unless said otherwise
 * @param hopLength samples from frame to frame, 512 unless said otherwise
 */
public record SpectralConvergence(int nFft, int hopLength) implements Metric {
  public SpectralConvergence {
    PowerSpectra.checkSizes(nFft, hopLength);
  }

  /** Frames of 2048 samples, 512 from one to the next. */
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
