package org.sirenaudio.fit.plan;

import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.network.NetworkSpec;

/** How to train the windows of one recording. */
public sealed interface TrainingPlan {

  /** The optimiser; never {@link OptimiserKind#AUTO}. */
  OptimiserKind optimiser();

  /**
   * Levenberg–Marquardt on growing networks.
   *
   * @param layers sine layers of each network
   * @param mostParameters of all networks together; {@link Long#MAX_VALUE} if unlimited
   */
  record LevenbergMarquardt(int layers, long mostParameters) implements TrainingPlan {

    /**
     * With more parameters per network a step is too expensive: its cost grows with their square.
     */
    public static final int MOST_PER_NETWORK = 1200;

    @Override
    public OptimiserKind optimiser() {
      return OptimiserKind.LM;
    }
  }

  /**
   * Gradient descent.
   *
   * @param sharedParameters of all networks together, to be allocated after a probe of each window;
   *     0 for fixed widths
   * @param usualSteps default steps per network
   */
  record Gradient(OptimiserKind optimiser, long sharedParameters, int usualSteps)
      implements TrainingPlan {}

  /**
   * Least squares on the strongest sinusoids, as one layer of sines or Gabor wavelets.
   *
   * @param mostParameters of all networks together; {@link Long#MAX_VALUE} if unlimited
   */
  record Pursuit(long mostParameters) implements TrainingPlan {

    /**
     * Parameters per sinusoid: with several channels, whose phases differ, it takes two features.
     */
    public static int perSinusoid(NetworkSpec network) {
      int perFeature =
          network.withHiddenFeatures(2).learnedCount()
              - network.withHiddenFeatures(1).learnedCount();
      return network.outFeatures() == 1 ? perFeature : 2 * perFeature;
    }

    @Override
    public OptimiserKind optimiser() {
      return OptimiserKind.PURSUIT;
    }
  }
}
