package org.sirenaudio.fit.plan;

import org.sirenaudio.fit.config.OptimiserKind;

/** How the windows of one recording are to be trained. */
public sealed interface TrainingPlan {

  /** Which optimiser; never {@link OptimiserKind#AUTO}. */
  OptimiserKind optimiser();

  /**
   * By Levenberg–Marquardt, on networks that grow.
   *
   * @param layers sine layers of each network
   * @param mostParameters of all networks together; {@link Long#MAX_VALUE} without a limit
   */
  record LevenbergMarquardt(int layers, long mostParameters) implements TrainingPlan {

    /** With more parameters in a network a step is too dear: its cost grows with their square. */
    public static final int MOST_PER_NETWORK = 1200;

    @Override
    public OptimiserKind optimiser() {
      return OptimiserKind.LM;
    }
  }

  /**
   * By gradients.
   *
   * @param sharedParameters of all networks together, to be allocated after a probe of each window;
   *     0 where networks stay as wide as they are
   * @param usualSteps steps of each network where the budget does not say
   */
  record Gradient(OptimiserKind optimiser, long sharedParameters, int usualSteps)
      implements TrainingPlan {}
}
