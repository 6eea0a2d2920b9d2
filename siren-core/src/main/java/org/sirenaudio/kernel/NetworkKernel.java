package org.sirenaudio.kernel;

import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;

/**
 * The passes of one network. {@link #load} takes the parameters; after it any number of threads may
 * run passes concurrently, each with its own {@link Workspace}. Frames are processed in tiles,
 * forward and backward while a tile's activations are in cache, so memory does not grow with the
 * number of frames.
 */
public sealed interface NetworkKernel permits ScalarNetwork, VectorNetwork {

  Layers layers();

  /**
   * Takes the parameters, flat as in {@link Layers}; later changes to the array have no effect. No
   * pass may be running.
   */
  void load(float[] parameters);

  /** Scratch memory for one thread, usable with every network with layers of the same sizes. */
  Workspace workspace();

  /** An empty gradient, usable with every network of the same layers. */
  Gradient gradient();

  /**
   * Evaluates a range of frames.
   *
   * @param outputs receives {@code [frames, outFeatures]} from {@code outputFrom}
   */
  void forward(
      Workspace workspace,
      Coordinates coordinates,
      int from,
      int frames,
      float[] outputs,
      int outputFrom);

  /**
   * Evaluates a range of frames and adds the loss's derivatives by every parameter to the gradient.
   *
   * @return the range's share of the loss
   */
  double backward(
      Workspace workspace,
      Coordinates coordinates,
      OutputLoss loss,
      int from,
      int frames,
      Gradient gradient);

  /** Scratch memory for one thread; created by {@link #workspace}. */
  sealed interface Workspace permits ScalarNetwork.Tape, VectorWorkspace {}

  /** Accumulated gradients in the kernel's own layout; created by {@link #gradient}. */
  sealed interface Gradient permits ScalarNetwork.DoubleGradient, VectorNetwork.PanelGradient {

    /** Sets it to zero. */
    void clear();

    /**
     * Adds a part of another gradient of the same layers; threads may add different parts
     * concurrently.
     *
     * @param part which of {@code parts} equal ones, counted from 0
     */
    void add(Gradient other, int part, int parts);

    /** Writes the gradient, flat as in {@link Layers}. */
    void copyTo(float[] flat);
  }
}
