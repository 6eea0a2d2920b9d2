package org.sirenaudio.fit.pursuit;

import java.util.List;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.plan.NoiseGoal;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.train.BudgetShare;
import org.sirenaudio.fit.train.TrainingControl;
import org.sirenaudio.fit.train.TrainingStrategy;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.fit.train.WindowTasks;
import org.sirenaudio.parallel.Workers;

/** Least squares on the strongest frequencies of every window. */
public final class PursuitTraining implements TrainingStrategy {

  private final TrainingPlan.Pursuit plan;
  private final WindowTasks tasks;
  private final FitConfig config;
  private final NoiseGoal goal;

  /**
   * @param meanSquare of the loudest channel of the whole clip, relative to full scale
   */
  public PursuitTraining(
      TrainingPlan.Pursuit plan, WindowTasks tasks, FitConfig config, double meanSquare) {
    this.plan = plan;
    this.tasks = tasks;
    this.config = config;
    goal = NoiseGoal.of(config, meanSquare).unlimited();
  }

  private long mostParameters(BudgetShare share) {
    return plan.mostParameters() == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : (long) (plan.mostParameters() * share.ofParameters());
  }

  @Override
  public WindowBatch<?> begin(
      int from, int to, BudgetShare share, TrainingControl control, Workers workers) {
    PursuitTrainer[] trainers = new PursuitTrainer[to - from];
    workers.forEach(trainers.length, i -> trainers[i] = new PursuitTrainer(tasks.of(from + i)));
    double lastDb = NoiseGoal.lastDb(config);
    return new PursuitBatch(
        List.of(trainers),
        NoiseTarget.of(0, lastDb, goal),
        new Allocation(lastDb, goal, mostParameters(share)),
        new PursuitBudget(config.budget(), share),
        control);
  }
}
