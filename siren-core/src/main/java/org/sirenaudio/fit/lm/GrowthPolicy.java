package org.sirenaudio.fit.lm;

import java.util.List;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

/**
 * When a network grows, and how its new features are chosen.
 *
 * @param slowDb improvement in decibels per step below which it grows
 * @param stalledDb improvement in decibels per step below which a network that cannot grow gives up
 * @param bands per draw of new features, the fraction of the residual's energy that counts as its
 *     band
 * @param pointsPerParameter limit on growth: minimum number of training points per parameter; with
 *     fewer, a network oscillates between the points
 */
record GrowthPolicy(
    double slowDb, double stalledDb, List<Double> bands, double pointsPerParameter) {

  /** With unlimited parameters. */
  private static final GrowthPolicy FREE = new GrowthPolicy(0.3, 0.02, List.of(0.95), 1.25);

  /** For growth by sinusoids: each additional one is cheap, and needs no selection. */
  private static final GrowthPolicy SINUSOIDS = new GrowthPolicy(1.2, 0.02, List.of(), 1.25);

  private static final GrowthPolicy COUNTED_SINUSOIDS = new GrowthPolicy(1.2, 0.005, List.of(), 1);

  /** With limited parameters; some networks may still have many, since most do not. */
  private static final GrowthPolicy COUNTED =
      new GrowthPolicy(0.1, 0.005, List.of(0.9, 0.6, 0.3), 1);

  /** Minimum parameters per window for the limit to be reached. */
  private static final double RUSHED_SECONDS = 0.02;

  /** The policy for a fit with this many windows and sine layers. */
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
