package org.sirenaudio.loss;

import java.util.Arrays;

/**
 * A loss of a whole window of consecutive frames, in order: it cannot be evaluated sample by sample
 * or on random frames.
 */
public sealed interface WindowLoss extends Loss permits HybridLoss, MultiResolutionStftLoss {
  /** The minimum number of frames of a window. */
  int minimumFrames();

  /**
   * The loss of one window and its gradient, computed in double precision. Stateless and
   * thread-safe.
   *
   * @param prediction [frames, channels], interleaved as in a network's output
   * @param target [frames, channels]
   * @param frames consecutive frames, at least {@link #minimumFrames()}
   * @param channels at least 1
   * @param scale the factor of the loss and of its gradient
   * @param gradient [frames, channels], receives scale · dLoss/dprediction; may be the prediction
   *     array itself
   * @param scratch scratch memory
   * @return scale · loss
   * @throws IllegalArgumentException if the window is too short or an array is shorter than frames
   *     · channels
   */
  default double evaluate(
      float[] prediction,
      float[] target,
      int frames,
      int channels,
      double scale,
      float[] gradient,
      LossScratch scratch) {
    Planes.check(this, prediction, target, frames, channels, gradient);
    double[][] predictions = scratch.prediction(channels, frames);
    double[][] targets = scratch.target(channels, frames);
    double[][] gradients = scratch.gradient(channels, frames);
    Planes.split(prediction, predictions);
    Planes.split(target, targets);
    for (double[] channel : gradients) {
      Arrays.fill(channel, 0);
    }
    double value = evaluate(predictions, targets, scale, gradients, scratch);
    Planes.join(gradients, gradient);
    return value;
  }

  /**
   * As above, unchecked, on one array per channel.
   *
   * @param prediction [channels][frames]
   * @param target [channels][frames]
   * @param scale the factor of the loss and of its gradient
   * @param gradient [channels][frames]; scale · dLoss/dprediction is added to it
   * @param scratch scratch memory
   * @return scale · loss
   */
  double evaluate(
      double[][] prediction,
      double[][] target,
      double scale,
      double[][] gradient,
      LossScratch scratch);
}
