package org.sirenaudio.fit;

import java.util.Arrays;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.sirenaudio.Workers;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.kernel.OutputLoss;

/**
 * One network's loss and gradient over a batch, shared out over threads. The batch is cut into
 * shards by its size alone and their gradients are added in order, so the result does not depend on
 * the number of threads.
 */
final class GradientPass {

  /** A shard should be worth handing to another thread, and a network has at most so many. */
  private static final double FLOPS_PER_SHARD = 4e7;

  private static final int MOST_SHARDS = 16;

  private final NetworkKernel network;
  private final int frames;
  private final int shards;
  private final Scratch scratch;
  private final NetworkKernel.Gradient[] gradients;
  private final double[] losses;

  GradientPass(NetworkKernel network, int frames, Scratch scratch) {
    this.network = network;
    this.frames = frames;
    this.scratch = scratch;
    double flops = 3.0 * (network.spec().matrixFlops() + 1) * frames;
    shards = Math.clamp(Math.round(flops / FLOPS_PER_SHARD), 1, Math.min(MOST_SHARDS, frames));
    gradients = new NetworkKernel.Gradient[shards];
    Arrays.setAll(gradients, i -> network.gradient());
    losses = new double[shards];
  }

  NetworkKernel network() {
    return network;
  }

  /**
   * Evaluates the batch and its gradient.
   *
   * @param gradient receives the gradient, flat
   * @return the loss
   */
  double run(
      Workers workers,
      float[] parameters,
      Coordinates coordinates,
      OutputLoss loss,
      float[] gradient) {
    network.load(parameters);
    workers.forEach(
        shards,
        s -> {
          int from = (int) ((long) frames * s / shards);
          int to = (int) ((long) frames * (s + 1) / shards);
          NetworkKernel.Workspace workspace = scratch.take(network);
          gradients[s].clear();
          losses[s] = network.backward(workspace, coordinates, loss, from, to - from, gradients[s]);
          scratch.give(network.spec(), workspace);
        });
    double total = losses[0];
    for (int s = 1; s < shards; s++) {
      total += losses[s];
      gradients[0].add(gradients[s]);
    }
    gradients[0].copyTo(gradient);
    return total;
  }

  /** Evaluates frames with the parameters loaded last. */
  void forward(Workers workers, Coordinates coordinates, int count, float[] outputs) {
    workers.forEach(
        shards,
        s -> {
          int from = (int) ((long) count * s / shards);
          int to = (int) ((long) count * (s + 1) / shards);
          NetworkKernel.Workspace workspace = scratch.take(network);
          network.forward(workspace, coordinates, from, to - from, outputs, from);
          scratch.give(network.spec(), workspace);
        });
  }

  /** Workspaces that lie ready, shared by all networks of a fit. */
  static final class Scratch {
    private final Map<NetworkSpec, ConcurrentLinkedDeque<NetworkKernel.Workspace>> free =
        new ConcurrentHashMap<>();

    NetworkKernel.Workspace take(NetworkKernel network) {
      ConcurrentLinkedDeque<NetworkKernel.Workspace> ready = free.get(network.spec());
      NetworkKernel.Workspace workspace = ready == null ? null : ready.pollFirst();
      return workspace == null ? network.workspace() : workspace;
    }

    void give(NetworkSpec spec, NetworkKernel.Workspace workspace) {
      free.computeIfAbsent(spec, s -> new ConcurrentLinkedDeque<>()).addFirst(workspace);
    }
  }
}
