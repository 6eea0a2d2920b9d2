package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sirenaudio.Workers;

/**
 * Trains all windows of one fit until the budget is spent. Windows are independent, so threads take
 * the one that is furthest behind, train it for a while and put it back; where there are fewer
 * windows than threads, they share the work within each step.
 */
final class FitRun {

  private static final double CHUNK_SECONDS = 0.02;
  private static final double REPORT_SECONDS = 0.05;

  /** Steps between reports that come whatever the time. */
  private static final int REPORT_STEPS = 100;

  /** A target may take so many times the usual steps. */
  private static final int PATIENCE = 16;

  private final FitConfig config;
  private final FitPlan plan;
  private final List<WindowTrainer> trainers;
  private final List<Double> gains;
  private final BooleanSupplier stopped;
  private final Consumer<FitProgress> progress;
  private final long start;
  private final PriorityQueue<WindowTrainer> waiting =
      new PriorityQueue<>(Comparator.comparingInt(WindowTrainer::steps));
  private double lastReport = Double.NEGATIVE_INFINITY;

  FitRun(
      FitConfig config,
      FitPlan plan,
      List<WindowTrainer> trainers,
      List<Double> gains,
      BooleanSupplier stopped,
      Consumer<FitProgress> progress,
      long start) {
    this.config = config;
    this.plan = plan;
    this.trainers = trainers;
    this.gains = gains;
    this.stopped = stopped;
    this.progress = progress;
    this.start = start;
  }

  int steps() {
    return trainers.stream().mapToInt(WindowTrainer::steps).max().orElse(0);
  }

  int rollbacks() {
    return trainers.stream().mapToInt(WindowTrainer::rollbacks).sum();
  }

  void train(Workers workers) {
    trainers.stream().filter(t -> !t.silent()).forEach(waiting::add);
    if (waiting.size() >= workers.threads()) {
      List<Workers> alone = new ArrayList<>();
      for (int i = 0; i < workers.threads(); i++) {
        alone.add(Workers.of(1));
      }
      workers.forEach(workers.threads(), i -> takeTurns(alone.get(i)));
      alone.forEach(Workers::close);
    } else {
      takeTurns(workers);
    }
    report(true);
  }

  private void takeTurns(Workers within) {
    for (WindowTrainer trainer = take(); trainer != null; trainer = take()) {
      double until = elapsed() + CHUNK_SECONDS;
      boolean done = false;
      while (!done && elapsed() < until) {
        double spent = spent(trainer);
        done = stopped.getAsBoolean() || spent >= 1;
        if (!done) {
          trainer.step(cycle(trainer, spent), within);
          if (trainers.size() == 1 && trainer.steps() % REPORT_STEPS == 1) {
            report(true);
          }
        }
      }
      if (!done) {
        put(trainer);
      }
      report(false);
    }
  }

  private synchronized @org.jspecify.annotations.Nullable WindowTrainer take() {
    return waiting.poll();
  }

  private synchronized void put(WindowTrainer trainer) {
    waiting.add(trainer);
  }

  private double elapsed() {
    return 1e-9 * (System.nanoTime() - start);
  }

  /** Fraction of a window's budget that is spent. */
  private double spent(WindowTrainer trainer) {
    return switch (config.budget()) {
      case Budget.Auto auto -> (double) trainer.steps() / plan.steps();
      case Budget.Steps fixed -> (double) trainer.steps() / fixed.steps();
      case Budget.Seconds limit -> elapsed() / limit.seconds();
      case Budget.TargetSnr target ->
          trainer.recentSnrDb() >= target.db()
              ? 1
              : trainer.steps() / (PATIENCE * (double) plan.steps());
    };
  }

  /**
   * Where the learning rate's schedule stands. A target has no known end, so its schedule comes in
   * cycles, each twice as long as the one before.
   */
  private double cycle(WindowTrainer trainer, double spent) {
    if (!(config.budget() instanceof Budget.TargetSnr)) {
      return spent;
    }
    int length = Math.max(1, plan.steps() / 4);
    int into = trainer.steps();
    while (into >= length) {
      into -= length;
      length *= 2;
    }
    return (double) into / length;
  }

  private synchronized void report(boolean always) {
    double now = elapsed();
    if (!always && now - lastReport < REPORT_SECONDS) {
      return;
    }
    lastReport = now;
    double loss = 0;
    double error = 0;
    double signal = 0;
    double spent = 0;
    long seen = 0;
    double frames = 0;
    for (int i = 0; i < trainers.size(); i++) {
      WindowTrainer trainer = trainers.get(i);
      int n = trainer.targets().frames();
      double energy = gains.get(i) * gains.get(i) * n;
      loss += n * (trainer.silent() ? 0 : trainer.lastLoss());
      error += energy * trainer.recentError();
      signal += energy * trainer.targets().meanSquare();
      spent += n * (trainer.silent() ? 1 : Math.min(1, spent(trainer)));
      seen += trainer.framesSeen();
      frames += n;
    }
    double fraction = spent / frames;
    progress.accept(
        new FitProgress(
            steps(),
            fraction,
            loss / frames,
            10 * Math.log10(signal / error),
            seen / now,
            now,
            fraction > 0 ? now * (1 - fraction) / fraction : Double.NaN,
            trainers.size(),
            rollbacks()));
  }
}
