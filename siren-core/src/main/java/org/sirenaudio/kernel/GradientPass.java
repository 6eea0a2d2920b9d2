package org.sirenaudio.kernel;

import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.parallel.Workers;

/**
 * One network's passes over a batch, distributed over threads. Shard boundaries depend on the batch
 * size alone and shard gradients are added in order, so the result does not depend on the number of
 * threads. Nothing is allocated after the first pass, and a batch of one shard stays on the calling
 * thread. One caller at a time.
 */
public final class GradientPass {

  /** Minimum shard size worth another thread, and maximum number of shards per network. */
  private static final double FLOPS_PER_SHARD = 1e8;

  private static final int MOST_SHARDS = 16;

  private final NetworkKernel network;
  private final int frames;
  private final int shards;
  private final Scratch scratch;
  private final List<Integer> shape;
  private final NetworkKernel.Gradient[] gradients;
  private final double[] losses;
  private final IntConsumer backwardShard = this::backward;
  private final IntConsumer forwardShard = this::forward;
  private final IntConsumer addPart = this::addPart;

  // The inputs of the current pass.
  private Coordinates coordinates = (from, count, into) -> {};
  private OutputLoss loss = (from, count, outputs, gradient) -> 0;
  private float[] outputs = {};
  private int forwardFrames;

  /**
   * @param frames batch size
   * @param scratch pool of workspaces, which may be shared by several networks
   */
  public GradientPass(NetworkKernel network, int frames, Scratch scratch) {
    this.network = network;
    this.frames = frames;
    this.scratch = scratch;
    shape = network.layers().features();
    double flops = 3.0 * (network.layers().matrixFlops() + 1) * frames;
    shards = Math.clamp(Math.round(flops / FLOPS_PER_SHARD), 1, Math.min(MOST_SHARDS, frames));
    gradients = new NetworkKernel.Gradient[shards];
    Arrays.setAll(gradients, i -> network.gradient());
    losses = new double[shards];
  }

  public NetworkKernel network() {
    return network;
  }

  /**
   * Evaluates the batch and its gradient.
   *
   * @param parameters flat as in {@link Layers}
   * @param gradient receives the gradient, flat
   * @return the loss
   */
  public double run(
      Workers workers,
      float[] parameters,
      Coordinates coordinates,
      OutputLoss loss,
      float[] gradient) {
    network.load(parameters);
    this.coordinates = coordinates;
    this.loss = loss;
    workers.forEach(shards, backwardShard);
    double total = 0;
    for (double part : losses) {
      total += part;
    }
    if (shards > 1) {
      workers.forEach(shards, addPart);
    }
    gradients[0].copyTo(gradient);
    return total;
  }

  /**
   * Evaluates frames with the parameters loaded last.
   *
   * @param count number of frames, not necessarily a batch
   * @param outputs receives {@code [count, outFeatures]}
   */
  public void forward(Workers workers, Coordinates coordinates, int count, float[] outputs) {
    this.coordinates = coordinates;
    this.outputs = outputs;
    forwardFrames = count;
    workers.forEach(shards, forwardShard);
  }

  private void backward(int shard) {
    int from = border(frames, shard);
    int count = border(frames, shard + 1) - from;
    NetworkKernel.Workspace workspace = scratch.take(network, shape);
    gradients[shard].clear();
    losses[shard] = network.backward(workspace, coordinates, loss, from, count, gradients[shard]);
    scratch.give(shape, workspace);
  }

  private void forward(int shard) {
    int from = border(forwardFrames, shard);
    int count = border(forwardFrames, shard + 1) - from;
    NetworkKernel.Workspace workspace = scratch.take(network, shape);
    network.forward(workspace, coordinates, from, count, outputs, from);
    scratch.give(shape, workspace);
  }

  /** Adds one part of all shards' gradients, in order, to the first. */
  private void addPart(int part) {
    for (int s = 1; s < shards; s++) {
      gradients[0].add(gradients[s], part, shards);
    }
  }

  /** Start of a shard. */
  private int border(int count, int shard) {
    return (int) ((long) count * shard / shards);
  }

  /** A pool of workspaces shared by networks of the same shape, whatever their omegas. */
  public static final class Scratch {
    private final Map<List<Integer>, ArrayDeque<NetworkKernel.Workspace>> free =
        new ConcurrentHashMap<>();

    /** An empty pool. */
    public Scratch() {}

    NetworkKernel.Workspace take(NetworkKernel network, List<Integer> shape) {
      ArrayDeque<NetworkKernel.Workspace> ready = free.get(shape);
      NetworkKernel.Workspace workspace = ready == null ? null : first(ready);
      return workspace == null ? network.workspace() : workspace;
    }

    private static NetworkKernel.@Nullable Workspace first(
        ArrayDeque<NetworkKernel.Workspace> ready) {
      synchronized (ready) {
        return ready.pollFirst();
      }
    }

    void give(List<Integer> shape, NetworkKernel.Workspace workspace) {
      ArrayDeque<NetworkKernel.Workspace> ready =
          free.computeIfAbsent(shape, s -> new ArrayDeque<>());
      synchronized (ready) {
        ready.addFirst(workspace);
      }
    }
  }
}
