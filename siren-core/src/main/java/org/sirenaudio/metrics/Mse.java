package org.sirenaudio.metrics;

import org.sirenaudio.error.BadDataException;

/**
 * Mean squared error over all channels C and frames N, in full scale squared:
 *
 * <pre>MSE = Σ (estimate − reference)² / (C·N)</pre>
 */
public record Mse() implements Metric {
  @Override
  public String name() {
    return "mse";
  }

  @Override
  public String title() {
    return "MSE";
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
    return Pair.errorEnergy(reference, estimate) / reference.length / reference[0].length;
  }
}
