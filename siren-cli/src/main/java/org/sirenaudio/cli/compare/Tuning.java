package org.sirenaudio.cli.compare;

import java.util.List;
import java.util.Random;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.fit.config.FitConfig;

/**
 * Random search for a kind's learning rate and frequency: every kind gets the same number of
 * trials, drawn from the same ranges with the same seed, on data excluded from the evaluation. The
 * first trial uses the defaults.
 *
 * @param trials number of trials
 * @param stretches training data, each with the kind's defaults for it
 * @param common configuration shared by all kinds, including a trial's budget
 * @param seed of the draws
 */
record Tuning(int trials, List<Clip> stretches, Beginning beginning, FitConfig common, long seed) {

  /** A kind's default frequency and rates for the data. */
  @FunctionalInterface
  interface Beginning {
    ComparedNetwork of(ComparedNetwork kind, Clip stretch);
  }

  /** Search range of the frequency, in octaves up and down. */
  private static final double FREQUENCY_OCTAVES = 2;

  /** Search range of the learning rates, in octaves. */
  private static final double RATE_OCTAVES = 2;

  /** The setting with the highest mean of the lower of the SNR on and between the samples. */
  ComparedNetwork of(ComparedNetwork kind, int parameters, Clip judged, Interrupt interrupt) {
    Random random = new Random(seed);
    ComparedNetwork best = kind;
    double bestDb = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < trials && !interrupt.happened(); i++) {
      double frequencies = i == 0 ? 1 : Math.pow(2, octaves(random, FREQUENCY_OCTAVES));
      double rates = i == 0 ? 1 : Math.pow(2, octaves(random, RATE_OCTAVES));
      double db = 0;
      for (Clip stretch : stretches) {
        ComparedNetwork trial = beginning.of(kind, stretch).tuned(stretch, frequencies, rates);
        var fitted = ComparisonFit.run(trial, parameters, stretch, common, interrupt).metadata();
        db += Math.min(fitted.snrDb(), fitted.betweenDb()) / stretches.size();
      }
      if (db > bestDb) {
        bestDb = db;
        best = kind.tuned(judged, frequencies, rates);
      }
    }
    return best;
  }

  private static double octaves(Random random, double reach) {
    return reach * (2 * random.nextDouble() - 1);
  }
}
