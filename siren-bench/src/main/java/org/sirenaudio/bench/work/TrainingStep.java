package org.sirenaudio.bench.work;

import java.util.List;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.optim.Adam;
import org.sirenaudio.optim.Optimiser;
import org.sirenaudio.optim.ParameterGroup;
import org.sirenaudio.parallel.Workers;

/** One network's full-batch training step: forward, squared error, backward, Adam. */
public final class TrainingStep {

  private static final double RATE = 1e-4;

  private final GradientPass pass;
  private final Workers workers;
  private final Coordinates coordinates;
  private final OutputLoss loss;
  private final Optimiser optimiser;
  private final float[] parameters;
  private final float[] gradient;

  private TrainingStep(
      Kernels kernels, Workload work, Workers workers, GradientPass.Scratch scratch) {
    this.workers = workers;
    pass = new GradientPass(kernels.network(work.spec().layers()), work.frames(), scratch);
    coordinates = work.coordinates();
    loss = work.loss();
    parameters = work.parameters();
    gradient = new float[parameters.length];
    int fixed = work.spec().layers().weightOffset(work.spec().fixedLayers());
    int learned = parameters.length - fixed;
    optimiser = Adam.of(parameters.length, List.of(new ParameterGroup(fixed, learned, RATE)));
  }

  public static TrainingStep of(Kernels kernels, Workload work, Workers workers) {
    return new TrainingStep(kernels, work, workers, new GradientPass.Scratch());
  }

  /** A step of one of several networks of the same shape that share workspaces. */
  static TrainingStep sharing(Workload work, Workers workers, GradientPass.Scratch scratch) {
    return new TrainingStep(Kernels.best(), work, workers, scratch);
  }

  /**
   * One step.
   *
   * @return the loss before it
   */
  public double run() {
    double value = pass.run(workers, parameters, coordinates, loss, gradient);
    optimiser.step(parameters, gradient, 1);
    return value;
  }
}
