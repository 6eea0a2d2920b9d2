package org.sirenaudio.loss;

/**
 * A loss of a whole window of consecutive frames, in order: it cannot be taken sample by sample or
 * on frames picked at random.
 */
public sealed interface WindowLoss extends Loss permits HybridLoss, MultiResolutionStftLoss {
  /** The least number of frames that a window must have. */
  int minimumFrames();

  /**
   * The loss of one window and its gradient, computed in double precision. Keeps no state: one
   * instance may serve many threads.
   *
   * @param prediction [frames, channels], interleaved as a network puts it out
   * @param target [frames, channels]
   * @param frames consecutive frames, at least {@link #minimumFrames()}
   * @param channels at least 1
   * @param scale the factor of the loss and of its gradient
   * @param gradient [frames, channels], receives scale · dLoss/dprediction; may be the array of
   *     predictions itself
   * @return scale · loss
   * @throws IllegalArgumentException if the window is too short or an array is shorter than frames
   *     · channels
   */
  double evaluate(
      float[] prediction, float[] target, int frames, int channels, double scale, float[] gradient);
}
