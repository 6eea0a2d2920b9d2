package org.sirenaudio.fit.lm;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.train.TrainingControl;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * Brings the windows of a batch from noise target to noise target, each on one thread at a time. At
 * each target the parameters that are left are allocated, so that the result does not depend on the
 * threads.
 *
 * @param trainers of the windows, in order of time
 * @param targets in order
 * @param mostParameters of all networks of the batch together
 */
record LmBatch(
    List<LmTrainer> trainers,
    List<NoiseTarget> targets,
    long mostParameters,
    LmBudget budget,
    TrainingControl control)
    implements WindowBatch<LmTrainer> {

  private static final long SLICE_NANOS = 20_000_000;

  @Override
  public void train(Workers workers) {
    Queue<NormalEquations> free = new ConcurrentLinkedQueue<>();
    for (NoiseTarget target : targets) {
      List<LmTrainer> behind =
          trainers.stream()
              .filter(t -> !t.silent() && t.reached() < target.index())
              .sorted(
                  comparing((LmTrainer t) -> !t.low(target)).thenComparingDouble(t -> -t.noise()))
              .toList();
      // A fit that is resumed may have set out for this target before it was interrupted.
      if (behind.stream().noneMatch(t -> t.target() == target.index())) {
        allocate(target, behind);
      }
      workers.forEach(behind.size(), i -> train(behind.get(i), target, free));
    }
  }

  /**
   * Allocates what is left of the parameters, evenly, and if that is too little to those that are
   * too low for how quiet they are and then to the noisiest.
   */
  private void allocate(NoiseTarget target, List<LmTrainer> behind) {
    long left = mostParameters;
    for (LmTrainer trainer : trainers) {
      left -= trainer.parameterCount();
    }
    long wanting = behind.stream().filter(t -> !t.meets(target)).count();
    long each = left / Math.max(1, wanting);
    for (LmTrainer trainer : behind) {
      long share = 0;
      if (!trainer.meets(target)) {
        int least = trainer.leastGrowth();
        share = left >= least ? Math.clamp(each, least, left) : 0;
        left -= share;
      }
      trainer.set(target, trainer.parameterCount() + share);
    }
  }

  private void train(LmTrainer trainer, NoiseTarget target, Queue<NormalEquations> free) {
    boolean done = false;
    while (!done && spent(trainer) < 1) {
      NormalEquations ready = free.poll();
      NormalEquations equations =
          ready != null ? ready : Kernels.best().normalEquations(trainer.layers());
      // Checkpoints take the same lock.
      synchronized (trainer) {
        long until = System.nanoTime() + SLICE_NANOS;
        while (!done && System.nanoTime() < until && spent(trainer) < 1) {
          done = trainer.step(target, equations);
        }
      }
      free.add(equations);
      control.sliceEnded();
    }
  }

  private double spent(LmTrainer trainer) {
    return control.stopped() ? 1 : budget.spent(trainer, control.elapsedSeconds());
  }

  @Override
  public double spent(LmTrainer trainer, double elapsedSeconds) {
    return budget.spent(trainer, elapsedSeconds);
  }

  @Override
  public List<Segment> segments(Workers workers) {
    return trainers.stream().map(LmTrainer::segment).toList();
  }
}
