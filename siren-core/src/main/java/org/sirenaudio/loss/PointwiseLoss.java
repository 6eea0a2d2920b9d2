package org.sirenaudio.loss;

/** A loss of the form {@code scale · Σ l(prediction − target)} over samples. */
public sealed interface PointwiseLoss extends Loss permits L1Loss, MseLoss {
  /**
   * The loss of the samples {@code from ≤ i < to}, summed in that order in double precision, and
   * its gradient. A mean over a clip is the sum over its pieces with {@code scale} one over the
   * total number of samples.
   *
   * @param prediction in any layout
   * @param target in the same layout
   * @param from the first index, in all three arrays
   * @param to the end index (exclusive)
   * @param scale the factor of every term
   * @param gradient receives {@code scale · l'(prediction − target)} at the same indices; may be
   *     the prediction array itself
   * @return the sum of {@code scale · l(prediction − target)}
   * @throws IndexOutOfBoundsException if the indices do not fit the arrays
   */
  double accumulate(
      float[] prediction, float[] target, int from, int to, double scale, float[] gradient);
}
