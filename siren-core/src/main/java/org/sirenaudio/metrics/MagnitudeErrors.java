package org.sirenaudio.metrics;

/** Accumulates the terms of the spectral distances. */
final class MagnitudeErrors implements PowerSpectra.Visitor {
  private double errorEnergy;
  private double referenceEnergy;
  private double logDistances;
  private long bins;

  @Override
  public void frame(double[] referencePower, double[] estimatePower) {
    for (int k = 0; k < referencePower.length; k++) {
      double error = Math.sqrt(referencePower[k]) - Math.sqrt(estimatePower[k]);
      errorEnergy += error * error;
      referenceEnergy += referencePower[k];
      logDistances += Math.abs(0.5 * Math.log(referencePower[k] / estimatePower[k]));
    }
    bins += referencePower.length;
  }

  /** ‖ |S_ref| − |S_est| ‖ / ‖ |S_ref| ‖. */
  double spectralConvergence() {
    return Math.sqrt(errorEnergy / referenceEnergy);
  }

  /** The mean of |ln |S_ref| − ln |S_est||. */
  double logMagnitudeDistance() {
    return logDistances / bins;
  }
}
