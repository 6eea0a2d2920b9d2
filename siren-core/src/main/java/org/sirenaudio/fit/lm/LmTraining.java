package org.sirenaudio.fit.lm;

import java.util.List;
import java.util.Optional;
import org.sirenaudio.fit.config.Budget;
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

/**
 * Levenberg–Marquardt training: networks grow through a sequence of noise levels common to all
 * windows.
 */
public final class LmTraining implements TrainingStrategy {

  /**
   * Initial level of fits of a few seconds: training reaches it later than sinusoids do, since its
   * code must be compiled first.
   */
  private static final double START_DB = 32;

  private final TrainingPlan.LevenbergMarquardt plan;
  private final WindowTasks tasks;
  private final FitConfig config;
  private final List<NoiseTarget> targets;
  private final GrowthPolicy policy;
  private final Optional<NoiseTarget> start;

  /**
   * @param meanSquare of the loudest channel of the whole clip, relative to full scale
   */
  public LmTraining(
      TrainingPlan.LevenbergMarquardt plan,
      WindowTasks tasks,
      FitConfig config,
      double meanSquare) {
    this.plan = plan;
    this.tasks = tasks;
    this.config = config;
    NoiseGoal goal = NoiseGoal.of(config, meanSquare);
    targets = NoiseTarget.upTo(lastDb(config), goal);
    policy = GrowthPolicy.of(config, tasks.count(), plan.layers());
    boolean hurried = config.budget() instanceof Budget.Seconds && !goal.limited();
    start = hurried ? Optional.of(NoiseTarget.of(-1, START_DB, goal)) : Optional.empty();
  }

  /** With given widths and steps, these end the fit. */
  private static double lastDb(FitConfig config) {
    return config.budget() instanceof Budget.Steps && config.network().hiddenFeatures().isGiven()
        ? Budget.MOST_DB
        : NoiseGoal.lastDb(config);
  }

  @Override
  public WindowBatch<?> begin(
      int from, int to, BudgetShare share, TrainingControl control, Workers workers) {
    LmBudget budget = new LmBudget(config.budget(), targets.size(), share);
    LmTrainer[] trainers = new LmTrainer[to - from];
    workers.forEach(
        trainers.length,
        i -> {
          double now = control.elapsedSeconds();
          double end = now + budget.secondsEach(now, workers.threads(), trainers.length - i);
          LmTrainer trainer = new LmTrainer(tasks.of(from + i), config, policy, start.isPresent());
          start.ifPresent(s -> trainer.pursue(s, () -> control.elapsedSeconds() >= end));
          trainers[i] = trainer;
        });
    long most =
        plan.mostParameters() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : (long) (plan.mostParameters() * share.ofParameters());
    return new LmBatch(List.of(trainers), start, targets, most, budget, control);
  }
}
