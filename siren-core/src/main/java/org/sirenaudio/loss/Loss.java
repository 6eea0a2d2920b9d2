package org.sirenaudio.loss;

/**
 * A number that a fit makes small, and its gradient with respect to the prediction. There are two
 * kinds: a {@link PointwiseLoss} is a sum over samples, so it can be taken piece by piece and in
 * any order; a {@link WindowLoss} looks at a run of consecutive frames as a whole.
 */
public sealed interface Loss permits PointwiseLoss, WindowLoss {
  /** The name it is found by, such as {@code mse}. */
  String name();
}
