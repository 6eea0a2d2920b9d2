package org.sirenaudio.fit;

import static java.util.Comparator.comparing;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.parallel.Workers;

/**
 * Brings the windows of a wave from goal to goal, each on one thread at a time. Between goals the
 * parameters that are left are shared out, so that the result does not depend on the threads.
 */
final class Growth {

  private static final long TURN_NANOS = 20_000_000;

  private final List<GrowingTrainer> wave;
  private final long mostParameters;
  private final Watcher watcher;
  private final Queue<NormalEquations> free = new ConcurrentLinkedQueue<>();

  /**
   * @param mostParameters of all networks of the wave together
   */
  Growth(List<GrowingTrainer> wave, long mostParameters, Watcher watcher) {
    this.wave = wave;
    this.mostParameters = mostParameters;
    this.watcher = watcher;
  }

  void run(List<Goal> goals, Workers workers) {
    for (Goal goal : goals) {
      List<GrowingTrainer> behind =
          wave.stream()
              .filter(t -> !t.silent() && t.reached() < goal.index())
              .sorted(
                  comparing((GrowingTrainer t) -> !t.low(goal))
                      .thenComparingDouble(t -> -t.noise()))
              .toList();
      // A fit that goes on after a crash may have set out for this goal before it.
      if (behind.stream().noneMatch(t -> t.goal() == goal.index())) {
        share(goal, behind);
      }
      workers.forEach(behind.size(), i -> train(behind.get(i), goal));
    }
  }

  /**
   * Shares out what is left of the parameters, evenly, and if that is too little to those that are
   * too low for how quiet they are and then to the noisiest.
   */
  private void share(Goal goal, List<GrowingTrainer> behind) {
    long left = mostParameters;
    for (GrowingTrainer trainer : wave) {
      left -= trainer.parameterCount();
    }
    long wanting = behind.stream().filter(t -> !t.meets(goal)).count();
    long each = left / Math.max(1, wanting);
    for (GrowingTrainer trainer : behind) {
      long share = 0;
      if (!trainer.meets(goal)) {
        int least = trainer.growth();
        share = left >= least ? Math.clamp(each, least, left) : 0;
        left -= share;
      }
      trainer.set(goal, trainer.parameterCount() + share);
    }
  }

  private void train(GrowingTrainer trainer, Goal goal) {
    boolean done = false;
    while (!done && watcher.spent(trainer) < 1) {
      NormalEquations ready = free.poll();
      NormalEquations equations =
          ready != null ? ready : Kernels.best().normalEquations(trainer.layers());
      // Checkpoints take the same lock.
      synchronized (trainer) {
        long until = System.nanoTime() + TURN_NANOS;
        while (!done && System.nanoTime() < until && watcher.spent(trainer) < 1) {
          done = trainer.step(goal, equations);
        }
      }
      free.add(equations);
      watcher.turned();
    }
  }
}
