package org.sirenaudio.fit;

/**
 * The points that a step looks at: all of a window, or one at a random place in each of equal
 * stretches of it, so that a batch always covers the whole window.
 */
final class Batch {

  /** A window is seen once in about so many steps, in batches of so many points. */
  private static final int BATCHES = 32;

  private static final int LEAST_BATCH = 1280;
  private static final int MOST_BATCH = 16_384;

  private final WindowTargets targets;
  private final int size;
  private final int[] chosen;

  private Batch(WindowTargets targets, int size, int chosen) {
    this.targets = targets;
    this.size = size;
    this.chosen = new int[chosen];
  }

  /** Points of a batch as the configuration has it, 0 for all of a window. */
  static int wanted(FitConfig config, WindowTargets targets) {
    return config.batchFrames() == FitConfig.CHOOSE_BATCH
        ? Math.clamp(targets.points() / BATCHES, LEAST_BATCH, MOST_BATCH)
        : config.batchFrames();
  }

  /**
   * Points from all over the window.
   *
   * @param wanted how many, 0 for all
   */
  static Batch of(WindowTargets targets, int wanted) {
    int all = targets.points();
    return wanted == 0 || wanted >= all
        ? new Batch(targets, all, 0)
        : new Batch(targets, wanted, wanted);
  }

  int size() {
    return size;
  }

  void draw(StepRandom random) {
    int points = targets.points();
    double stretch = (double) points / size;
    for (int j = 0; j < chosen.length; j++) {
      chosen[j] = Math.min(points - 1, (int) ((j + random.nextDouble()) * stretch));
    }
  }

  /** The window's point at the batch's place {@code index}. */
  int point(int index) {
    return chosen.length > 0 ? chosen[index] : index;
  }
}
