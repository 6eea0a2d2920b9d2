package org.sirenaudio.fit.plan;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.fit.data.Level;

/**
 * A quality level that all windows of a clip must reach before any goes further: uniform noise,
 * which minimises the total error for the parameters spent (reverse water-filling, Shannon 1959);
 * for quiet but audible windows, half the whole clip's SNR in decibels or a floor; and with {@link
 * org.sirenaudio.fit.config.NoiseShape#MASKED}, what each window masks.
 *
 * @param index position in the sequence of targets
 * @param noise mean squared error, relative to full scale
 * @param leastDb minimum SNR of every audible window
 * @param relief factor on the noise that a window masks: as far as this level is from the goal
 */
public record NoiseTarget(int index, double noise, double leastDb, double relief) {

  private static final double FIRST_DB = 8;
  private static final double STEP_DB = 4;

  /** Minimum SNR of every audible window early on, and its maximum if parameters are few. */
  private static final double FLOOR_DB = 16;

  /** The level at which it applies; below, loud windows take precedence. */
  private static final double FLOOR_FROM_DB = 20;

  private static final double MOST_LEAST_DB = 25;

  /**
   * Targets from an easy one to the last, in steps of a few decibels.
   *
   * @param lastDb SNR of the whole clip at the last
   */
  public static List<NoiseTarget> upTo(double lastDb, NoiseGoal goal) {
    List<NoiseTarget> targets = new ArrayList<>();
    double db = Math.min(FIRST_DB, lastDb);
    while (true) {
      targets.add(of(targets.size(), db, goal));
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
  public static NoiseTarget of(int index, double db, NoiseGoal goal) {
    double most = goal.limited() ? FLOOR_DB : MOST_LEAST_DB;
    double floor = db < FLOOR_FROM_DB ? 0 : FLOOR_DB;
    double leastDb = Math.min(most, Math.max(db / 2, floor));
    return at(index, db, leastDb, goal);
  }

  /**
   * A single target with a given floor.
   *
   * @param db signal-to-noise ratio of the whole clip
   * @param leastDb minimum SNR of every audible window
   */
  public static NoiseTarget withFloor(double db, double leastDb, NoiseGoal goal) {
    return at(0, db, leastDb, goal);
  }

  private static NoiseTarget at(int index, double db, double leastDb, NoiseGoal goal) {
    return new NoiseTarget(index, goal.noise(db), leastDb, Math.pow(10, (goal.db() - db) / 10));
  }

  /**
   * The mean squared error that a window must reach, relative to full scale.
   *
   * @param sound of the window
   */
  public double noiseOf(WindowLevel sound) {
    return Math.min(Math.min(noise, relief * sound.masked()), floorOf(sound));
  }

  /**
   * The mean squared error of several channels when each is at its target, 1 being full scale.
   *
   * @param sounds of the window's channels
   */
  public double meanNoiseOf(List<WindowLevel> sounds) {
    return sounds.stream().mapToDouble(this::noiseOf).average().orElseThrow();
  }

  /** Whether quiet windows get parameters before others. */
  public boolean hasFloor() {
    return leastDb >= FLOOR_DB;
  }

  /** The maximum mean squared error of an audible window; else infinite. */
  public double floorOf(WindowLevel sound) {
    return sound.meanSquare() < Level.AUDIBLE
        ? Double.POSITIVE_INFINITY
        : sound.meanSquare() * Math.pow(10, -leastDb / 10);
  }
}
