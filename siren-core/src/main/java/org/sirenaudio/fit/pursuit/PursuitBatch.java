package org.sirenaudio.fit.pursuit;

import java.util.List;
import java.util.function.Consumer;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.train.TrainingControl;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * Fits a batch of windows to a common noise target; if that takes more parameters than allowed, to
 * the best target that the parameters suffice for.
 *
 * @param trainers of the windows, in time order
 * @param last target of an unlimited fit
 * @param allocation of a limited number of parameters
 */
record PursuitBatch(
    List<PursuitTrainer> trainers,
    NoiseTarget last,
    Allocation allocation,
    PursuitBudget budget,
    TrainingControl control)
    implements WindowBatch<PursuitTrainer> {

  /** Rounds of allocation; each knows the spectra better. */
  private static final int ROUNDS = 4;

  @Override
  public void train(Workers workers) {
    if (needed(last, workers) <= allocation.mostParameters() && budget.unhurried()) {
      each(workers, trainer -> trainer.meet(last));
      return;
    }
    for (int round = 0; round < ROUNDS && !over(round); round++) {
      NoiseTarget affordable = allocation.affordable(target -> needed(target, workers));
      each(workers, trainer -> trainer.take(affordable));
    }
  }

  /** The first round is always finished: it makes a model of every window. */
  private boolean over(int round) {
    return control.stopped() || (round > 0 && budget.over(control.elapsedSeconds()));
  }

  private void each(Workers workers, Consumer<PursuitTrainer> work) {
    workers.forEach(
        trainers.size(),
        i -> {
          if (!control.stopped()) {
            synchronized (trainers.get(i)) {
              work.accept(trainers.get(i));
            }
            control.sliceEnded();
          }
        });
  }

  private long needed(NoiseTarget target, Workers workers) {
    long[] each = new long[trainers.size()];
    workers.forEach(each.length, i -> each[i] = trainers.get(i).needed(target));
    long sum = 0;
    for (long parameters : each) {
      sum += parameters;
    }
    return sum;
  }

  @Override
  public double spent(PursuitTrainer trainer, double elapsedSeconds) {
    return trainer.outcome().steps() > 0 ? 1 : 0;
  }

  @Override
  public List<Segment> segments(Workers workers) {
    return trainers.stream().map(PursuitTrainer::segment).toList();
  }
}
