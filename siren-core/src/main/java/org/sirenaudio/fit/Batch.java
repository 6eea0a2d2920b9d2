package org.sirenaudio.fit;

import java.util.SplittableRandom;

/**
 * The points that a step looks at: all of a window, one at a random place in each of equal
 * stretches of it (so that a batch always covers the whole window), or a run of consecutive points
 * at a random place.
 */
final class Batch {

  private final int points;
  private final int[] chosen;
  private final boolean consecutive;
  private int first;

  /**
   * @param wanted points of a batch, 0 for all
   * @param consecutive whether they have to follow one another
   */
  Batch(int points, int wanted, boolean consecutive) {
    this.points = points;
    this.consecutive = consecutive;
    boolean all = wanted == 0 || wanted >= points;
    chosen = new int[all || consecutive ? 0 : wanted];
    size = all ? points : wanted;
  }

  private final int size;

  int size() {
    return size;
  }

  void draw(SplittableRandom random) {
    if (consecutive) {
      first = size == points ? 0 : random.nextInt(points - size + 1);
      return;
    }
    double stretch = (double) points / size;
    for (int j = 0; j < chosen.length; j++) {
      chosen[j] = Math.min(points - 1, (int) ((j + random.nextDouble()) * stretch));
    }
  }

  /** The window's point at the batch's place {@code index}. */
  int point(int index) {
    return chosen.length > 0 ? chosen[index] : first + index;
  }
}
