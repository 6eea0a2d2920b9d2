package org.sirenaudio.loss;

/**
 * A training objective and its gradient with respect to the prediction. There are two kinds: a
 * {@link PointwiseLoss} is a sum over samples and can be evaluated piecewise and in any order; a
 * {@link WindowLoss} is a function of a run of consecutive frames.
 */
public sealed interface Loss permits PointwiseLoss, WindowLoss {
  /** Its name, such as {@code mse}. */
  String name();
}
