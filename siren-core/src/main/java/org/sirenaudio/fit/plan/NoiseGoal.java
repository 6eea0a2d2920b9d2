package org.sirenaudio.fit.plan;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NoiseShape;

/**
 * The noise that a fit aims at.
 *
 * @param meanSquare of the clip, relative to full scale
 * @param db SNR of the whole clip
 * @param leastNoise mean squared error below which nothing is gained
 * @param limited whether parameters are limited: beyond a floor, quiet windows then get none that
 *     would benefit the whole more elsewhere
 */
public record NoiseGoal(double meanSquare, double db, double leastNoise, boolean limited) {

  /**
   * The goal of a configuration.
   *
   * @param meanSquare of the loudest channel of the whole clip, relative to full scale
   */
  public static NoiseGoal of(FitConfig config, double meanSquare) {
    return new NoiseGoal(
        meanSquare,
        config.budget() instanceof Budget.TargetSnr target
            ? target.db()
            : config.training().targetDb(),
        config.training().shape() == NoiseShape.MASKED ? WindowLevel.ROUNDING : 0,
        config.network().parameters().isGiven());
  }

  /** The same for any number of parameters. */
  public NoiseGoal unlimited() {
    return new NoiseGoal(meanSquare, db, leastNoise, false);
  }

  /** The mean squared error at an SNR of the whole clip. */
  double noise(double snrDb) {
    return Math.max(leastNoise, meanSquare * Math.pow(10, -snrDb / 10));
  }
}
