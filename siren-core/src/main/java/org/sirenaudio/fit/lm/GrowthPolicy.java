package org.sirenaudio.fit.lm;

import java.util.List;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

/**
 * How much time a network is given before it grows, and for choosing what it grows by.
 *
 * @param slowDb decibels a step below which it grows
 * @param stalledDb decibels a step below which one that cannot grow gives up
 * @param bands for each draw of new features to choose from, the part of the energy of what is
 *     missing that counts as its band
 * @param pointsPerParameter how far it may grow: it has at least so many points to learn for each
 *     parameter; with fewer, a network swings between what it was shown
 */
record GrowthPolicy(
    double slowDb, double stalledDb, List<Double> bands, double pointsPerParameter) {

  /** Where parameters cost nothing but time. */
  private static final GrowthPolicy FREE = new GrowthPolicy(0.3, 0.02, List.of(0.95), 1.25);

  /** Where sinusoids are what is added: one more costs little, and its draw needs no choice. */
  private static final GrowthPolicy SINUSOIDS = new GrowthPolicy(1.2, 0.02, List.of(), 1.25);

  private static final GrowthPolicy COUNTED_SINUSOIDS = new GrowthPolicy(1.2, 0.005, List.of(), 1);

  /** Where they are few; some networks may then have many of them, for most do not. */
  private static final GrowthPolicy COUNTED =
      new GrowthPolicy(0.1, 0.005, List.of(0.9, 0.6, 0.3), 1);

  /** Who has less for each window does not come far enough to run out of parameters. */
  private static final double RUSHED_SECONDS = 0.02;

  /** For the networks of a fit of so many windows, each of so many sine layers. */
  static GrowthPolicy of(FitConfig config, int windows, int layers) {
    boolean counted = config.network().parameters().isGiven();
    if (layers == 1) {
      return counted ? COUNTED_SINUSOIDS : SINUSOIDS;
    }
    boolean rushed =
        config.budget() instanceof Budget.Seconds limit
            && limit.seconds() < RUSHED_SECONDS * windows;
    return counted && !rushed ? COUNTED : FREE;
  }
}
