package org.sirenaudio.layer;

/**
 * A loss as a function of the network's outputs. Called from several threads at once, with disjoint
 * ranges.
 */
@FunctionalInterface
public interface OutputLoss {

  /**
   * The loss of a range of frames and its gradient.
   *
   * @param from the first frame of the range
   * @param frames number of frames
   * @param outputs of the network, {@code [frames, outFeatures]}
   * @param gradient receives the loss's derivative with respect to each output, {@code [frames,
   *     outFeatures]}
   * @return the range's share of the loss
   */
  double apply(int from, int frames, float[] outputs, float[] gradient);
}
