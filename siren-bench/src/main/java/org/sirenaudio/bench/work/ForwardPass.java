package org.sirenaudio.bench.work;

import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.parallel.Workers;

/** The evaluation of a network at all points of a workload. */
public final class ForwardPass {

  private final GradientPass pass;
  private final Workers workers;
  private final Coordinates coordinates;
  private final float[] outputs;

  private ForwardPass(Kernels kernels, Workload work, Workers workers) {
    this.workers = workers;
    pass =
        new GradientPass(
            kernels.network(work.spec().layers()), work.frames(), new GradientPass.Scratch());
    pass.network().load(work.parameters());
    coordinates = work.coordinates();
    outputs = new float[work.frames()];
  }

  public static ForwardPass of(Kernels kernels, Workload work, Workers workers) {
    return new ForwardPass(kernels, work, workers);
  }

  /** Returns {@code [frames]}, reused by the next run. */
  public float[] run() {
    pass.forward(workers, coordinates, outputs.length, outputs);
    return outputs;
  }
}
