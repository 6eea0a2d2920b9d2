package org.sirenaudio.fit.gradient;

import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.data.WindowTargets;

/**
 * The points evaluated by a step: all of a window, or a random one from each of equal strata, so
 * that a batch always covers the whole window.
 *
 * @param size number of points
 * @param chosen the current points; empty if a step evaluates all
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared; redrawn at each step.
record Minibatch(WindowTargets targets, int size, int[] chosen) {

  /** Approximate steps per epoch, and bounds on the batch size. */
  private static final int BATCHES = 32;

  private static final int LEAST_BATCH = 1280;
  private static final int MOST_BATCH = 16_384;

  /**
   * Points evaluated per step.
   *
   * @param all number of points available
   */
  static int count(WindowTargets targets, BatchSize wanted, int all) {
    return count(targets.points(), wanted, all);
  }

  /**
   * As above.
   *
   * @param points of the window
   */
  static int count(int points, BatchSize wanted, int all) {
    return switch (wanted) {
      case BatchSize.Auto auto ->
          Math.min(all, Math.clamp(points / BATCHES, LEAST_BATCH, MOST_BATCH));
      case BatchSize.All whole -> all;
      case BatchSize.Points(int count) -> Math.min(all, count);
    };
  }

  /** Points from all over the window. */
  static Minibatch of(WindowTargets targets, BatchSize wanted) {
    int all = targets.points();
    int size = count(targets, wanted, all);
    return new Minibatch(targets, size, new int[size == all ? 0 : size]);
  }

  void draw(StepRandom random) {
    int points = targets.points();
    double stretch = (double) points / size;
    for (int j = 0; j < chosen.length; j++) {
      chosen[j] = Math.min(points - 1, (int) ((j + random.nextDouble()) * stretch));
    }
  }

  /** The window's point at batch index {@code index}. */
  int point(int index) {
    return chosen.length > 0 ? chosen[index] : index;
  }
}
