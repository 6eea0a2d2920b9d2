package org.sirenaudio.kernel;

/**
 * The passes of one network. {@link #load} takes the parameters; after it any number of threads may run passes at once, each with
 * a {@link Workspace} of its own. Work is done in tiles of frames, forward and backward while a tile's activations are still in
 * cache, so memory does not grow with the number of frames.
 */
public sealed interface NetworkKernel permits ScalarNetwork, VectorNetwork {

  NetworkSpec spec();

  /** Takes the parameters, flat as in {@link NetworkSpec}; later changes to the array are not seen. No pass may be running. */
  void load(float[] parameters);

  /** Scratch memory for one thread, and the gradient that its passes add up. */
  Workspace workspace();

  /**
   * Evaluates a range of frames.
   *
   * @param outputs receives {@code [frames, outFeatures]} from {@code outputFrom} on
   */
  void forward(
      Workspace workspace,
      Coordinates coordinates,
      int from,
      int frames,
      float[] outputs,
      int outputFrom);

  /**
   * Evaluates a range of frames and adds the loss's derivatives by every parameter to the workspace's gradient.
   *
   * @return the range's share of the loss
   */
  double backward(
      Workspace workspace, Coordinates coordinates, OutputLoss loss, int from, int frames);

  /** Memory of one thread for one network; made by {@link #workspace} and only for that kernel. */
  sealed interface Workspace permits ScalarNetwork.Tape, VectorWorkspace {

    /** Sets the gradient to zero. */
    void clearGradient();

    /** Adds another workspace's gradient to this one's; only for parts of one step. */
    void addGradient(Workspace other);

    /** Writes the gradient, flat as in {@link NetworkSpec}. */
    void gradient(float[] into);
  }
}
