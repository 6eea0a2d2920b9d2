package org.sirenaudio.fit.lm;

import java.util.List;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.train.BudgetShare;
import org.sirenaudio.fit.train.TrainingControl;
import org.sirenaudio.fit.train.TrainingStrategy;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.fit.train.WindowTasks;
import org.sirenaudio.parallel.Workers;

/**
 * Levenberg–Marquardt training: networks grow until they come down to one noise level after the
 * other, the same for all windows.
 */
public final class LmTraining implements TrainingStrategy {
  private final TrainingPlan.LevenbergMarquardt plan;
  private final WindowTasks tasks;
  private final FitConfig config;
  private final List<NoiseTarget> targets;
  private final GrowthPolicy policy;

  /**
   * @param meanSquare of the whole clip's loudest channel, 1 being full scale
   */
  public LmTraining(
      TrainingPlan.LevenbergMarquardt plan,
      WindowTasks tasks,
      FitConfig config,
      double meanSquare) {
    this.plan = plan;
    this.tasks = tasks;
    this.config = config;
    boolean limited = config.network().parameters().isGiven();
    targets = NoiseTarget.upTo(lastDb(config), meanSquare, limited);
    policy = GrowthPolicy.of(config, tasks.count());
  }

  private static double lastDb(FitConfig config) {
    return switch (config.budget()) {
      case Budget.TargetSnr target -> target.db();
      case Budget.Seconds seconds -> Budget.MOST_DB;
      case Budget.Steps steps ->
          config.network().hiddenFeatures().isGiven()
              ? Budget.MOST_DB
              : config.training().targetDb();
      case Budget.Auto auto -> config.training().targetDb();
    };
  }

  @Override
  public WindowBatch<?> begin(
      int from, int to, BudgetShare share, TrainingControl control, Workers workers) {
    LmTrainer[] trainers = new LmTrainer[to - from];
    workers.forEach(
        trainers.length, i -> trainers[i] = new LmTrainer(tasks.of(from + i), config, policy));
    long most =
        plan.mostParameters() == Long.MAX_VALUE
            ? Long.MAX_VALUE
            : (long) (plan.mostParameters() * share.ofParameters());
    LmBudget budget = new LmBudget(config.budget(), targets.size(), share);
    return new LmBatch(List.of(trainers), targets, most, budget, control);
  }
}
