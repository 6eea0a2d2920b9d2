package org.sirenaudio.fit.pursuit;

import java.util.function.ToLongFunction;
import org.sirenaudio.fit.plan.NoiseGoal;
import org.sirenaudio.fit.plan.NoiseTarget;

/**
 * Chooses the noise target for a limited number of parameters. Uniform noise over the clip gives
 * the highest SNR; of that, up to {@value #FLOOR_COSTS_DB} dB are spent on windows quieter than the
 * noise would leave them: all get the highest common SNR that this pays for.
 *
 * @param lastDb SNR of the whole clip beyond which nothing is spent
 * @param goal noise that the fit aims at
 * @param mostParameters of all networks together
 */
public record Allocation(double lastDb, NoiseGoal goal, long mostParameters) {

  private static final double FLOOR_COSTS_DB = 3;

  /** No window needs to come closer to the highest SNR of the whole. */
  private static final double FLOOR_BELOW_DB = 8;

  private static final double TOLERANCE_DB = 0.02;

  /** The lowest SNR in question: below, nothing is learned. */
  private static final double LEAST_DB = -20;

  /**
   * The best target within the limit.
   *
   * @param needed parameters for a target
   */
  public NoiseTarget affordable(ToLongFunction<NoiseTarget> needed) {
    double flat = NoiseGoal.highestDb(LEAST_DB, lastDb, TOLERANCE_DB, db -> fits(needed, db, 0));
    double db = Math.max(0, flat - FLOOR_COSTS_DB);
    double floor =
        NoiseGoal.highestDb(
            0, flat - FLOOR_BELOW_DB, TOLERANCE_DB, least -> fits(needed, db, least));
    double raised =
        NoiseGoal.highestDb(db, flat, TOLERANCE_DB, higher -> fits(needed, higher, floor));
    return NoiseTarget.withFloor(raised, floor, goal);
  }

  private boolean fits(ToLongFunction<NoiseTarget> needed, double db, double leastDb) {
    return needed.applyAsLong(NoiseTarget.withFloor(db, leastDb, goal)) <= mostParameters;
  }
}
