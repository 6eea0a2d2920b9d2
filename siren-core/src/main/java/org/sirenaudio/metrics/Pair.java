package org.sirenaudio.metrics;

import org.sirenaudio.error.BadDataException;

/** What every metric asks of a reference and an estimate, and the sums that several share. */
final class Pair {
  private Pair() {}

  static void check(float[][] reference, float[][] estimate) throws BadDataException {
    if (reference.length == 0 || reference.length != estimate.length) {
      throw new IllegalArgumentException(
          "reference has %d channels and estimate %d; a metric needs as many in both, at least one"
              .formatted(reference.length, estimate.length));
    }
    int frames = reference[0].length;
    for (int c = 0; c < reference.length; c++) {
      if (frames == 0 || reference[c].length != frames || estimate[c].length != frames) {
        throw new IllegalArgumentException(
            "channel %d has %d frames in the reference and %d in the estimate; a metric needs as"
                    .formatted(c, reference[c].length, estimate[c].length)
                + " many in both and in every channel, at least one");
      }
      checkFinite("reference", c, reference[c]);
      checkFinite("estimate", c, estimate[c]);
    }
  }

  /** Σ x² over all channels. */
  static double energy(float[][] samples) {
    double energy = 0;
    for (float[] channel : samples) {
      for (float x : channel) {
        energy += (double) x * x;
      }
    }
    return energy;
  }

  /** Σ (estimate − reference)² over all channels. */
  static double errorEnergy(float[][] reference, float[][] estimate) {
    double energy = 0;
    for (int c = 0; c < reference.length; c++) {
      for (int n = 0; n < reference[c].length; n++) {
        double error = (double) estimate[c][n] - reference[c][n];
        energy += error * error;
      }
    }
    return energy;
  }

  private static void checkFinite(String what, int channel, float[] samples)
      throws BadDataException {
    for (int n = 0; n < samples.length; n++) {
      if (!Float.isFinite(samples[n])) {
        throw new BadDataException(
            "%s: channel %d, frame %d is %s; every sample must be finite to compare"
                .formatted(what, channel, n, samples[n]));
      }
    }
  }
}
