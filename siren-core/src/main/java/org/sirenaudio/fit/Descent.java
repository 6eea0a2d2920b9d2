package org.sirenaudio.fit;

import static java.util.Comparator.comparingInt;

import java.util.ArrayList;
import java.util.List;
import java.util.PriorityQueue;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.parallel.Workers;

/**
 * Trains the windows of a wave by gradients. Windows are independent, so threads take the one that
 * is furthest behind, train it for a while and put it back; where there are fewer windows than
 * threads, they share the work within each step. Where parameters are to be shared out, narrow
 * networks have a first look at their windows, from silence to a rate of almost nothing; then they
 * are widened as {@link WidthShares} tells and begin anew from what they have learned.
 */
final class Descent {

  private static final long TURN_NANOS = 20_000_000;

  private final List<GradientTrainer> wave;
  private final long parameters;
  private final double scale;
  private final Spending spending;
  private final Watcher watcher;
  private final PriorityQueue<GradientTrainer> waiting =
      new PriorityQueue<>(comparingInt(GradientTrainer::steps));

  /**
   * @param parameters of all networks of the wave together, to be shared out; 0 to leave them as
   *     they are
   * @param scale amplitude of the clip's full scale
   */
  Descent(
      List<GradientTrainer> wave,
      long parameters,
      double scale,
      Spending spending,
      Watcher watcher) {
    this.wave = wave;
    this.parameters = parameters;
    this.scale = scale;
    this.spending = spending;
    this.watcher = watcher;
  }

  void run(Workers workers) {
    if (parameters > 0 && wave.stream().anyMatch(t -> !t.hasLooked())) {
      takeTurns(true, workers);
      share(workers);
    }
    takeTurns(false, workers);
  }

  /** Ends the looks, with wider networks where the budget is not spent. */
  private void share(Workers workers) {
    double[] spent = wave.stream().mapToDouble(watcher::spent).toArray();
    if (watcher.stopped()) {
      return;
    }
    List<WidthShares.Need> needs = new ArrayList<>();
    for (int i = 0; i < spent.length; i++) {
      needs.add(need(wave.get(i), spent[i], workers));
    }
    int[] widths = WidthShares.of(needs, parameters);
    for (int i = 0; i < spent.length; i++) {
      wave.get(i).endLook(widths[i], spent[i]);
    }
  }

  private WidthShares.Need need(GradientTrainer trainer, double spent, Workers workers) {
    if (trainer.silent() || spent >= 1) {
      return WidthShares.Need.none(trainer.network());
    }
    if (!spending.told(trainer)) {
      // Nothing is known of it: all are taken to be alike.
      return new WidthShares.Need(trainer.network(), 1, true, 1);
    }
    double unit = trainer.gain() * scale;
    double power = trainer.targets().meanSquare() * unit * unit;
    return new WidthShares.Need(
        trainer.network(),
        power * trainer.targets().frames(),
        power >= Goal.AUDIBLE,
        10 * Math.log10(trainer.targets().meanSquare() / trainer.error(workers)));
  }

  private void takeTurns(boolean look, Workers workers) {
    for (GradientTrainer trainer : wave) {
      if (!trainer.silent()) {
        waiting.add(trainer);
      }
    }
    if (waiting.size() < workers.threads()) {
      takeTurns(workers, look);
      return;
    }
    List<Workers> alone = new ArrayList<>();
    for (int i = 0; i < workers.threads(); i++) {
      alone.add(Workers.of(1));
    }
    workers.forEach(workers.threads(), i -> takeTurns(alone.get(i), look));
    alone.forEach(Workers::close);
  }

  private void takeTurns(Workers within, boolean look) {
    for (GradientTrainer trainer = take(); trainer != null; trainer = take()) {
      boolean done;
      // Checkpoints take the same lock.
      synchronized (trainer) {
        done = takeTurn(trainer, look, within);
      }
      if (!done) {
        put(trainer);
      }
      watcher.turned();
    }
  }

  /** Trains a window for a while; returns whether it is done. */
  private boolean takeTurn(GradientTrainer trainer, boolean look, Workers within) {
    long until = System.nanoTime() + TURN_NANOS;
    while (System.nanoTime() < until) {
      double spent = watcher.spent(trainer);
      double looked = look ? spending.looked(trainer, spent) : 0;
      if (spent >= 1 || looked >= 1) {
        return true;
      }
      if (look) {
        trainer.look(looked, within);
      } else {
        trainer.step(spending.place(trainer, spent), within);
      }
      watcher.stepped(trainer);
    }
    return false;
  }

  private synchronized @Nullable GradientTrainer take() {
    return waiting.poll();
  }

  private synchronized void put(GradientTrainer trainer) {
    waiting.add(trainer);
  }
}
