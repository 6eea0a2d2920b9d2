package org.sirenaudio.metrics;

import java.util.List;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.error.BadDataException;

/**
 * Multi-resolution STFT distance (Yamamoto, Song, Kim 2020, "Parallel WaveGAN"), with the defaults
 * of the auraloss package: the mean over three resolutions of
 *
 * <pre>‖ |S_ref| − |S_est| ‖ / ‖ |S_ref| ‖  +  mean of |ln |S_ref| − ln |S_est||</pre>
 *
 * where powers |S|² are floored at 10⁻⁸ and norm and mean are over channels, frames and bins. Equal
 * to the training loss of that name. Undefined for a silent reference. Clips too short for a frame
 * are extended with zeros.
 */
public record MultiResolutionStftDistance() implements Metric {
  @Override
  public Label label() {
    return new Label("mr-stft", "MR-STFT distance", "", false);
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    if (Pair.isSilent(reference)) {
      return Double.NaN;
    }
    List<Stft> resolutions = Stft.multiResolution();
    double sum = 0;
    for (Stft stft : resolutions) {
      MagnitudeErrors errors = new MagnitudeErrors();
      PowerSpectra.visit(stft, reference, estimate, errors);
      sum += errors.spectralConvergence() + errors.logMagnitudeDistance();
    }
    return sum / resolutions.size();
  }
}
