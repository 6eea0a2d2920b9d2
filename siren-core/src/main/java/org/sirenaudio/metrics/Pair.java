package org.sirenaudio.metrics;

import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.error.BadDataException;

/** Argument checks and sums shared by the metrics. */
final class Pair {
  private Pair() {}

  static void check(float[][] reference, float[][] estimate) throws BadDataException {
    if (reference.length == 0 || reference.length != estimate.length) {
      throw new IllegalArgumentException(
          "reference has %d channels and estimate %d; a metric needs equal numbers, at least one"
              .formatted(reference.length, estimate.length));
    }
    int frames = reference[0].length;
    for (int c = 0; c < reference.length; c++) {
      if (frames == 0 || reference[c].length != frames || estimate[c].length != frames) {
        throw new IllegalArgumentException(
            "channel %d has %d frames in the reference and %d in the estimate; a metric needs"
                    .formatted(c, reference[c].length, estimate[c].length)
                + " equal numbers in all channels, at least one");
      }
      checkFinite("reference", c, reference[c]);
      checkFinite("estimate", c, estimate[c]);
    }
  }

  /** Energies of the reference and of the error over all channels. */
  static ErrorSum errors(float[][] reference, float[][] estimate) {
    ErrorSum sum = new ErrorSum();
    for (int c = 0; c < reference.length; c++) {
      sum.add(reference[c], 0, estimate[c], 0, reference[c].length);
    }
    return sum;
  }

  /** Whether every sample is zero. */
  static boolean isSilent(float[][] samples) {
    for (float[] channel : samples) {
      for (float x : channel) {
        if (x != 0) {
          return false;
        }
      }
    }
    return true;
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
