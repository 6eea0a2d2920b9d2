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
 * nFft. 0 is exact, 1 is what silence scores. Undefined for a silent reference. Clips too short for
 * a frame are extended with zeros.
 *
 * @param nFft length of a frame in samples, 2048 unless said otherwise
 * @param hopLength samples from frame to frame, 512 unless said otherwise
 */
public record SpectralConvergence(int nFft, int hopLength) implements Metric {
  public SpectralConvergence {
    if (nFft < 2 || hopLength < 1) {
      throw new IllegalArgumentException(
          "nFft must be at least 2 and hopLength 1, not " + nFft + " and " + hopLength);
    }
  }

  public SpectralConvergence() {
    this(2048, 512);
  }

  @Override
  public String name() {
    return "spectral-convergence";
  }

  @Override
  public String title() {
    return "spectral convergence";
  }

  @Override
  public String unit() {
    return "";
  }

  @Override
  public boolean higherIsBetter() {
    return false;
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    if (Pair.energy(reference) == 0) {
      return Double.NaN;
    }
    MagnitudeErrors errors = new MagnitudeErrors();
    PowerSpectra.visit(Stft.of(nFft, hopLength, nFft), reference, estimate, errors);
    return errors.spectralConvergence();
  }
}
