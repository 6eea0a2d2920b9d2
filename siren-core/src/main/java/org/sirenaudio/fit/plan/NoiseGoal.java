package org.sirenaudio.fit.plan;

import java.util.function.DoublePredicate;
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
        dbOf(config),
        config.training().shape() == NoiseShape.MASKED ? WindowLevel.ROUNDING : 0,
        config.network().parameters().isGiven());
  }

  /** The SNR of the whole clip in dB that a configuration asks for. */
  public static double dbOf(FitConfig config) {
    return config.budget() instanceof Budget.TargetSnr target
        ? target.db()
        : config.training().targetDb();
  }

  /** The SNR at which a fit ends; with a time limit it goes on until that is spent. */
  public static double lastDb(FitConfig config) {
    return config.budget() instanceof Budget.Seconds ? Budget.MOST_DB : dbOf(config);
  }

  /**
   * The highest SNR at which a condition holds, by bisection; the lowest in question if it holds
   * nowhere.
   *
   * @param holds for all below the one sought, and for none above it
   */
  public static double highestDb(
      double low, double high, double toleranceDb, DoublePredicate holds) {
    if (high <= low || holds.test(high)) {
      return high;
    }
    double below = low;
    double above = high;
    while (above - below > toleranceDb) {
      double middle = (below + above) / 2;
      if (holds.test(middle)) {
        below = middle;
      } else {
        above = middle;
      }
    }
    return below;
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
