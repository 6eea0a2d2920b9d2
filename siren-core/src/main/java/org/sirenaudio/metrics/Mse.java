package org.sirenaudio.metrics;

import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.error.BadDataException;

/**
 * Mean squared error over all channels C and frames N, in full scale squared:
 *
 * <pre>MSE = Σ (estimate − reference)² / (C·N)</pre>
 */
public record Mse() implements Metric {
  @Override
  public Label label() {
    return new Label("mse", "MSE", "", false);
  }

  @Override
  public double orNaN(float[][] reference, float[][] estimate) throws BadDataException {
    Pair.check(reference, estimate);
    ErrorSum sum = Pair.errors(reference, estimate);
    return sum.error() / sum.count();
  }
}
