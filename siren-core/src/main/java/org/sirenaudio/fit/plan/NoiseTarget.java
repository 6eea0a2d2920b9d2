package org.sirenaudio.fit.plan;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.fit.data.Level;

/**
 * What every window of a clip has to reach before any goes further: no more than the same noise
 * everywhere, which gives the least total error for the parameters spent (reverse water-filling,
 * Shannon 1959), and where a window is quiet but audible, half the decibels that the whole is at or
 * a floor.
 *
 * @param index place in the order of targets
 * @param noise mean squared error, 1 being full scale
 * @param leastDb signal-to-noise ratio of every audible window
 */
public record NoiseTarget(int index, double noise, double leastDb) {

  private static final double FIRST_DB = 8;
  private static final double STEP_DB = 4;

  /** What every audible window has to have early, and at most where parameters are few. */
  private static final double FLOOR_DB = 16;

  /** When; where parameters do not even last so far, loud windows come first. */
  private static final double FLOOR_FROM_DB = 20;

  private static final double MOST_LEAST_DB = 25;

  /**
   * Targets from an easy one to the last, by steps of some decibels.
   *
   * @param meanSquare of the clip, 1 being full scale
   * @param lastDb signal-to-noise ratio of the whole clip at the last
   * @param limited whether the parameters are: beyond a floor, quiet windows then get none that
   *     would bring more to the whole elsewhere
   */
  public static List<NoiseTarget> upTo(double lastDb, double meanSquare, boolean limited) {
    List<NoiseTarget> targets = new ArrayList<>();
    double db = Math.min(FIRST_DB, lastDb);
    while (true) {
      targets.add(of(targets.size(), db, meanSquare, limited));
      if (db >= lastDb) {
        return targets;
      }
      db = Math.min(lastDb, db + STEP_DB);
    }
  }

  /**
   * A single target.
   *
   * @param db signal-to-noise ratio of the whole clip
   */
  public static NoiseTarget of(int index, double db, double meanSquare, boolean limited) {
    double most = limited ? FLOOR_DB : MOST_LEAST_DB;
    double floor = db < FLOOR_FROM_DB ? 0 : FLOOR_DB;
    double leastDb = Math.min(most, Math.max(db / 2, floor));
    return new NoiseTarget(index, meanSquare * Math.pow(10, -db / 10), leastDb);
  }

  /**
   * The mean squared error that a window has to come down to, 1 being full scale.
   *
   * @param meanSquare of the window
   */
  public double noiseOf(double meanSquare) {
    return Math.min(noise, floorOf(meanSquare));
  }

  /** Whether quiet windows get parameters before others do. */
  public boolean hasFloor() {
    return leastDb >= FLOOR_DB;
  }

  /** That which an audible window may have at most, whatever the others have; else infinite. */
  public double floorOf(double meanSquare) {
    return meanSquare < Level.AUDIBLE
        ? Double.POSITIVE_INFINITY
        : meanSquare * Math.pow(10, -leastDb / 10);
  }
}
