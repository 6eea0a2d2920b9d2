package org.sirenaudio.fit.lm;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Optional;
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
 * Trains a batch of windows from noise target to noise target, each on one thread at a time. At
 * each target the remaining parameters are allocated, so the result does not depend on the number
 * of threads.
 *
 * @param trainers of the windows, in time order
 * @param start level to reach without training, if time is short
 * @param targets in order
 * @param mostParameters of all networks in the batch
 */
record LmBatch(
    List<LmTrainer> trainers,
    Optional<NoiseTarget> start,
    List<NoiseTarget> targets,
    long mostParameters,
    LmBudget budget,
    TrainingControl control)
    implements WindowBatch<LmTrainer> {

  private static final long SLICE_NANOS = 20_000_000;

  @Override
  public void train(Workers workers) {
    start.ifPresent(first -> pursue(first, workers));
    Queue<NormalEquations> free = new ConcurrentLinkedQueue<>();
    for (NoiseTarget target : targets) {
      if (over()) {
        return;
      }
      List<LmTrainer> behind = behind(target);
      // A resumed fit may have started on this target before the interruption.
      if (behind.stream().noneMatch(t -> t.target() == target.index())) {
        allocate(target, behind);
      }
      workers.forEach(
          behind.size(),
          i -> train(behind.get(i), target, deadline(behind.size() - i, workers), free));
    }
  }

  /** Continues with the windows whose share of the time was too short to start. */
  private void pursue(NoiseTarget first, Workers workers) {
    Queue<LmTrainer> waiting = new ConcurrentLinkedQueue<>(trainers);
    while (!waiting.isEmpty() && !over()) {
      List<LmTrainer> round = List.copyOf(waiting);
      waiting.clear();
      workers.forEach(
          round.size(),
          i -> {
            LmTrainer trainer = round.get(i);
            double deadline = deadline(round.size() - i, workers);
            synchronized (trainer) {
              if (!trainer.pursue(first, () -> over() || control.elapsedSeconds() >= deadline)) {
                waiting.add(trainer);
              }
            }
            control.sliceEnded();
          });
    }
  }

  private boolean over() {
    return control.stopped() || budget.secondsLeft(control.elapsedSeconds()) <= 0;
  }

  /** The windows that have not reached a target, most urgent first. */
  private List<LmTrainer> behind(NoiseTarget target) {
    record Urgency(LmTrainer trainer, boolean low, double noise) {}
    return trainers.stream()
        .filter(t -> !t.silent() && t.reached() < target.index())
        .map(t -> new Urgency(t, t.low(target), t.noise()))
        .sorted(comparing((Urgency u) -> !u.low()).thenComparingDouble(u -> -u.noise()))
        .map(Urgency::trainer)
        .toList();
  }

  /**
   * Deadline of the next window towards a target: if time is short, its share of what remains for
   * the pending windows.
   */
  private double deadline(int windows, Workers workers) {
    double now = control.elapsedSeconds();
    return now + budget.secondsEach(now, workers.threads(), windows);
  }

  /**
   * Allocates the remaining parameters evenly; if too few, first to windows below their floor and
   * then to the noisiest.
   */
  private void allocate(NoiseTarget target, List<LmTrainer> behind) {
    if (mostParameters == Long.MAX_VALUE) {
      behind.forEach(t -> t.set(target, Long.MAX_VALUE));
      return;
    }
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

  private void train(
      LmTrainer trainer, NoiseTarget target, double deadline, Queue<NormalEquations> free) {
    boolean done = spent(trainer) >= 1;
    while (!done) {
      NormalEquations ready = free.poll();
      NormalEquations equations =
          ready != null ? ready : Kernels.best().normalEquations(trainer.layers());
      // Checkpoints take the same lock.
      synchronized (trainer) {
        long until = System.nanoTime() + SLICE_NANOS;
        while (!done && System.nanoTime() < until) {
          done =
              trainer.step(target, equations)
                  || spent(trainer) >= 1
                  || control.elapsedSeconds() >= deadline;
        }
        if (done && target.equals(targets.getLast())) {
          trainer.prune(
              target,
              equations,
              () -> control.stopped() || budget.exhausted(trainer, control.elapsedSeconds()));
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
