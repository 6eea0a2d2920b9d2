package org.sirenaudio.bench;

import java.util.Arrays;
import java.util.concurrent.ConcurrentLinkedDeque;
import org.sirenaudio.Workers;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.kernel.OutputLoss;
import org.sirenaudio.optim.Adam;
import org.sirenaudio.optim.Optimiser;

/** One network's full-batch training step: forward, squared error, backward, Adam. */
public final class TrainingStep {

  private static final double RATE = 1e-4;

  private final NetworkKernel network;
  private final Workers workers;
  private final Shards shards;
  private final Coordinates coordinates;
  private final OutputLoss loss;
  private final Optimiser optimiser;
  private final float[] parameters;
  private final float[] gradient;
  private final NetworkKernel.Gradient[] gradients;
  private final double[] losses;

  private TrainingStep(
      Kernels kernels,
      Workload work,
      Workers workers,
      ConcurrentLinkedDeque<NetworkKernel.Workspace> free) {
    this.workers = workers;
    network = kernels.network(work.spec());
    shards = new Shards(network, work, free);
    coordinates = work.coordinates();
    loss = work.loss();
    parameters = work.parameters();
    gradient = new float[parameters.length];
    optimiser = Adam.of(parameters.length, RATE);
    gradients = new NetworkKernel.Gradient[shards.count()];
    Arrays.setAll(gradients, i -> network.gradient());
    losses = new double[shards.count()];
  }

  public static TrainingStep of(Kernels kernels, Workload work, Workers workers) {
    return new TrainingStep(kernels, work, workers, new ConcurrentLinkedDeque<>());
  }

  /** One of several networks of the same shape, which share the workspaces that lie ready. */
  static TrainingStep sharing(
      Workload work, Workers workers, ConcurrentLinkedDeque<NetworkKernel.Workspace> free) {
    return new TrainingStep(Kernels.best(), work, workers, free);
  }

  /**
   * One step.
   *
   * @return the loss before it
   */
  public double run() {
    network.load(parameters);
    shards.forEach(
        workers,
        (s, workspace, from, frames) -> {
          gradients[s].clear();
          losses[s] = network.backward(workspace, coordinates, loss, from, frames, gradients[s]);
        });
    double total = losses[0];
    for (int s = 1; s < losses.length; s++) {
      total += losses[s];
      gradients[0].add(gradients[s]);
    }
    gradients[0].copyTo(gradient);
    optimiser.step(parameters, gradient, 1);
    return total;
  }
}
