package org.sirenaudio.fit.pursuit;

import java.util.Arrays;

/**
 * Chooses the width of the Gaussians, a power of two in frames: the one that leaves the least of a
 * signal with a given number of sinusoids.
 */
final class GaborScale {

  /** Frames per sinusoid of the trial. */
  private static final int FRAMES_PER_SINUSOID = 10;

  /** The first trial: 6 ms at 44.1 kHz. */
  private static final int START = 256;

  private static final int NARROWEST = 8;

  /** Frames of the segment per deviation, at least. */
  private static final int LEAST_FRAMES = 6;

  private GaborScale() {}

  /** An empty series of the best width. */
  static SparseSeries of(double[][] targets) {
    int frames = targets[0].length;
    int widest = Integer.highestOneBit(Math.max(NARROWEST, frames / LEAST_FRAMES));
    int best = Math.min(START, widest);
    double least = error(targets, best);
    for (boolean wider : new boolean[] {true, false}) {
      for (int next = step(best, wider); next >= NARROWEST && next <= widest; ) {
        double error = error(targets, next);
        if (!(error < least)) {
          break;
        }
        least = error;
        best = next;
        next = step(next, wider);
      }
    }
    return series(targets, best);
  }

  private static int step(int deviation, boolean wider) {
    return wider ? 2 * deviation : deviation / 2;
  }

  private static SparseSeries series(double[][] targets, int deviation) {
    return new SparseSeries(targets, GaborDictionary.of(targets[0].length, deviation));
  }

  /** Mean over the channels of the error relative to the signal. */
  private static double error(double[][] targets, int deviation) {
    SparseSeries series = series(targets, deviation);
    double[] noise = new double[targets.length];
    Arrays.setAll(noise, series::error);
    series.choose(targets[0].length / FRAMES_PER_SINUSOID, noise);
    double sum = 0;
    for (int c = 0; c < noise.length; c++) {
      sum += noise[c] > 0 ? series.error(c) / noise[c] : 0;
    }
    return sum;
  }
}
