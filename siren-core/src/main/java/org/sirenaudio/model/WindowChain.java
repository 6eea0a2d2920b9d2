package org.sirenaudio.model;

/**
 * Validates a model's windows in order: they must cover all frames, each overlapping only its
 * neighbours.
 */
final class WindowChain {
  private int count;
  private long first = -1;
  private long last = -1;
  private long lastBefore = -1;

  /**
   * The next window.
   *
   * @throws IllegalArgumentException if it breaks the rule
   */
  void add(long firstFrame, long lastFrame) {
    if (count == 0) {
      require(firstFrame == 0, "the first window does not begin at frame 0");
    } else {
      // There may be a million of them, so messages are built only on failure.
      if (firstFrame <= first || firstFrame > last || lastFrame <= last) {
        throw bad("window " + count + " does not overlap the previous one");
      }
      if (count > 1 && firstFrame <= lastBefore) {
        throw bad("windows %d and %d overlap".formatted(count - 2, count));
      }
    }
    lastBefore = last;
    first = firstFrame;
    last = lastFrame;
    count++;
  }

  /**
   * After the last window.
   *
   * @throws IllegalArgumentException if the windows do not end with the clip
   */
  void end(long frames) {
    require(count > 0, "there is no window");
    require(last == frames - 1, "the last window does not end with the clip");
  }

  static void require(boolean condition, String otherwise) {
    if (!condition) {
      throw bad(otherwise);
    }
  }

  private static IllegalArgumentException bad(String why) {
    return new IllegalArgumentException("not a model: " + why);
  }
}
