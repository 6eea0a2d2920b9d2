package org.sirenaudio.fit;

import java.util.SplittableRandom;

/**
 * The frames that a step looks at: all of a window, one frame at a random place in each of equal
 * stretches of it (so that a batch always covers the whole window), or a run of consecutive frames
 * at a random place.
 */
final class Batch {

  private final int windowFrames;
  private final int[] frames;
  private final boolean consecutive;
  private int first;

  /**
   * @param wanted frames of a batch, 0 for all
   * @param consecutive whether they have to follow one another
   */
  Batch(int windowFrames, int wanted, boolean consecutive) {
    this.windowFrames = windowFrames;
    this.consecutive = consecutive;
    boolean all = wanted == 0 || wanted >= windowFrames;
    frames = new int[all || consecutive ? 0 : wanted];
    size = all ? windowFrames : wanted;
  }

  private final int size;

  int size() {
    return size;
  }

  void draw(SplittableRandom random) {
    if (consecutive) {
      first = size == windowFrames ? 0 : random.nextInt(windowFrames - size + 1);
      return;
    }
    double stretch = (double) windowFrames / size;
    for (int j = 0; j < frames.length; j++) {
      frames[j] = Math.min(windowFrames - 1, (int) ((j + random.nextDouble()) * stretch));
    }
  }

  /** The frame, within the window, of the batch's place {@code index}. */
  int frame(int index) {
    return frames.length > 0 ? frames[index] : first + index;
  }
}
