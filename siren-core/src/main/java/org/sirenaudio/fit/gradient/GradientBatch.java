package org.sirenaudio.fit.gradient;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.PriorityBlockingQueue;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.data.Level;
import org.sirenaudio.fit.train.TrainingControl;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * Trains a batch of windows by gradient descent. Windows are independent: each thread takes the one
 * with the least progress, trains it for a while and puts it back; with fewer windows than threads,
 * the threads share the work of each step. If parameters are to be allocated, narrow networks are
 * first probed on their windows, at a learning rate rising from almost zero; they are then widened
 * by {@link WidthAllocation} and training restarts from the probed state.
 *
 * @param trainers of the windows, in time order
 * @param sharedParameters of all networks in the batch, to be allocated; 0 to keep the widths
 * @param reportSteps interval of unconditional progress reports in steps; 0 for none
 */
record GradientBatch(
    List<GradientTrainer> trainers,
    long sharedParameters,
    GradientBudget budget,
    int reportSteps,
    TrainingControl control)
    implements WindowBatch<GradientTrainer> {

  private static final long SLICE_NANOS = 20_000_000;

  @Override
  public void train(Workers workers) {
    if (sharedParameters > 0 && trainers.stream().anyMatch(t -> !t.probed())) {
      trainSlices(true, workers);
      allocate(workers);
    }
    trainSlices(false, workers);
  }

  /** Ends the probes, widening the networks if budget remains. */
  private void allocate(Workers workers) {
    double[] spent = trainers.stream().mapToDouble(this::spent).toArray();
    if (control.stopped()) {
      return;
    }
    List<WidthAllocation.Need> needs = new ArrayList<>();
    for (int i = 0; i < spent.length; i++) {
      needs.add(need(trainers.get(i), spent[i], workers));
    }
    int[] widths = WidthAllocation.of(needs, sharedParameters);
    for (int i = 0; i < spent.length; i++) {
      trainers.get(i).endProbe(widths[i], spent[i]);
    }
  }

  private WidthAllocation.Need need(GradientTrainer trainer, double spent, Workers workers) {
    if (trainer.silent() || spent >= 1) {
      return WidthAllocation.Need.none(trainer.network());
    }
    if (!budget.conclusive(trainer)) {
      // Nothing is known yet: assume they are alike.
      return new WidthAllocation.Need(trainer.network(), 1, true, 1);
    }
    double power = trainer.power();
    return new WidthAllocation.Need(
        trainer.network(),
        power * trainer.targets().frames(),
        power >= Level.AUDIBLE,
        ErrorSum.snrDb(trainer.targets().meanSquare(), trainer.error(workers)));
  }

  private double spent(GradientTrainer trainer) {
    return control.stopped() ? 1 : budget.spent(trainer, control.elapsedSeconds());
  }

  private void trainSlices(boolean probe, Workers workers) {
    Queue<GradientTrainer> waiting =
        new PriorityBlockingQueue<>(trainers.size(), comparingInt(GradientTrainer::steps));
    for (GradientTrainer trainer : trainers) {
      if (!trainer.silent()) {
        waiting.add(trainer);
      }
    }
    if (waiting.size() < workers.threads()) {
      trainSlices(waiting, workers, probe);
      return;
    }
    try (Workers alone = Workers.of(1)) {
      workers.forEach(workers.threads(), i -> trainSlices(waiting, alone, probe));
    }
  }

  private void trainSlices(Queue<GradientTrainer> waiting, Workers within, boolean probe) {
    for (GradientTrainer trainer = waiting.poll(); trainer != null; trainer = waiting.poll()) {
      boolean done;
      // Checkpoints take the same lock.
      synchronized (trainer) {
        done = trainSlice(trainer, probe, within);
      }
      if (!done) {
        waiting.add(trainer);
      }
      control.sliceEnded();
    }
  }

  /** Trains a window for a while; returns whether it is done. */
  private boolean trainSlice(GradientTrainer trainer, boolean probe, Workers within) {
    long until = System.nanoTime() + SLICE_NANOS;
    while (System.nanoTime() < until) {
      double spent = spent(trainer);
      double probed = probe ? budget.probed(trainer, spent) : 0;
      if (spent >= 1 || probed >= 1) {
        return true;
      }
      if (probe) {
        trainer.probe(probed, within);
      } else {
        trainer.step(budget.schedulePosition(trainer, spent), within);
      }
      if (reportSteps > 0) {
        control.progressed(trainer.steps() % reportSteps == 1);
      }
    }
    return false;
  }

  @Override
  public double spent(GradientTrainer trainer, double elapsedSeconds) {
    return budget.spent(trainer, elapsedSeconds);
  }

  /** One thread per network if there are enough networks. */
  @Override
  public List<Segment> segments(Workers workers) {
    Segment[] segments = new Segment[trainers.size()];
    if (trainers.size() < workers.threads()) {
      Arrays.setAll(segments, i -> trainers.get(i).segment(workers));
    } else {
      try (Workers alone = Workers.of(1)) {
        workers.forEach(segments.length, i -> segments[i] = trainers.get(i).segment(alone));
      }
    }
    return List.of(segments);
  }
}
