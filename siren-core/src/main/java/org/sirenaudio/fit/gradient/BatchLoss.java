package org.sirenaudio.fit.gradient;

import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.parallel.Workers;

/** A loss over a part of one window that each step draws anew. */
sealed interface BatchLoss permits PointwiseBatchLoss, SpectralBatchLoss {

  /** Points that a step evaluates. */
  int size();

  /** Draws what the next step evaluates. */
  void draw(StepRandom random);

  /** Loss and gradient of the batch drawn last. */
  double run(GradientPass pass, Workers workers, float[] parameters, float[] gradient);

  /** The network's mean squared error in the batch evaluated last. */
  double meanSquaredError();
}
