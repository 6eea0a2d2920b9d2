package org.sirenaudio.fit.gradient;

import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.parallel.Workers;

/** A loss over a random part of one window, drawn anew at each step. */
sealed interface BatchLoss permits PointwiseBatchLoss, SpectralBatchLoss {

  /** Points evaluated per step. */
  int size();

  /** Draws the next step's batch. */
  void draw(StepRandom random);

  /** Loss and gradient of the current batch. */
  double run(GradientPass pass, Workers workers, float[] parameters, float[] gradient);

  /** Mean squared error over the batch evaluated last. */
  double meanSquaredError();
}
