package org.sirenaudio.layer;

/**
 * A loss seen from the network's end. Called from several threads at once, with ranges that do not
 * overlap.
 */
@FunctionalInterface
public interface OutputLoss {

  /**
   * The loss of a range of frames and its gradient.
   *
   * @param from the first frame of the range
   * @param frames how many
   * @param outputs what the network gave, {@code [frames, outFeatures]}
   * @param gradient receives the loss's derivative by each output, {@code [frames, outFeatures]}
   * @return the range's share of the loss
   */
  double apply(int from, int frames, float[] outputs, float[] gradient);
}
