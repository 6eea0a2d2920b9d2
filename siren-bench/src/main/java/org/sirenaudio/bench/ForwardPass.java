package org.sirenaudio.bench;

import java.util.concurrent.ConcurrentLinkedDeque;
import org.sirenaudio.Workers;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;

/** The evaluation of a network at all points of a workload. */
public final class ForwardPass {

  private final NetworkKernel network;
  private final Workers workers;
  private final Shards shards;
  private final Coordinates coordinates;
  private final float[] outputs;

  private ForwardPass(Kernels kernels, Workload work, Workers workers) {
    this.workers = workers;
    network = kernels.network(work.spec());
    network.load(work.parameters());
    shards = new Shards(network, work, new ConcurrentLinkedDeque<>());
    coordinates = work.coordinates();
    outputs = new float[work.frames()];
  }

  public static ForwardPass of(Kernels kernels, Workload work, Workers workers) {
    return new ForwardPass(kernels, work, workers);
  }

  /** Returns {@code [frames]}, reused by the next run. */
  public float[] run() {
    shards.forEach(
        workers,
        (s, workspace, from, frames) ->
            network.forward(workspace, coordinates, from, frames, outputs, from));
    return outputs;
  }
}
