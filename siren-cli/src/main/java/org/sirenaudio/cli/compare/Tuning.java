package org.sirenaudio.cli.compare;

import java.util.List;
import java.util.Random;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.fit.config.FitConfig;

/**
 * The search for learning rate and frequency that suit a kind of network: the same number of trials
 * for each, drawn at random from the same ranges by the same seed, on a stretch that is not judged.
 * The first trial is what the kind has without a search.
 *
 * @param trials how many
 * @param stretches what they are fitted to, each with what a kind begins with there
 * @param common what all kinds are fitted with, the budget of a trial included
 * @param seed of the draws
 */
record Tuning(int trials, List<Clip> stretches, Beginning beginning, FitConfig common, long seed) {

  /** What a kind begins with on a stretch, before frequencies and rates are multiplied. */
  @FunctionalInterface
  interface Beginning {
    ComparedNetwork of(ComparedNetwork kind, Clip stretch);
  }

  /** Octaves that a frequency may lie above or below. */
  private static final double FREQUENCY_OCTAVES = 2;

  /** The same of the learning rates. */
  private static final double RATE_OCTAVES = 2;

  /** A kind with what did best between the samples and on them, whichever is less, on average. */
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
