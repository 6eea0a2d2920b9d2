package org.sirenaudio.bench.work;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.parallel.Workers;

/**
 * Independent networks of one shape, each trained by one thread at a time, as the windows of a
 * clip.
 */
public final class NetworkBatch {

  private final Workers workers;
  private final List<TrainingStep> steps = new ArrayList<>();
  private final double[] losses;

  public NetworkBatch(int networks, Workload work, Workers workers, Workers alone) {
    this.workers = workers;
    GradientPass.Scratch scratch = new GradientPass.Scratch();
    for (int i = 0; i < networks; i++) {
      steps.add(TrainingStep.sharing(work, alone, scratch));
    }
    losses = new double[networks];
  }

  /**
   * One step of every network.
   *
   * @return the sum of their losses
   */
  public double run() {
    workers.forEach(losses.length, i -> losses[i] = steps.get(i).run());
    double sum = 0;
    for (double loss : losses) {
      sum += loss;
    }
    return sum;
  }
}
