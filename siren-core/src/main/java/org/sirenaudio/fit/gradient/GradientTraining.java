package org.sirenaudio.fit.gradient;

import java.util.List;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.train.BudgetShare;
import org.sirenaudio.fit.train.TrainingControl;
import org.sirenaudio.fit.train.TrainingStrategy;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.fit.train.WindowTasks;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.parallel.Workers;

/** Gradient training by Adam or Muon, on networks of fixed or allocated width. */
public final class GradientTraining implements TrainingStrategy {

  /** Reporting interval in steps for a single network. */
  private static final int REPORT_STEPS = 100;

  private final TrainingPlan.Gradient plan;
  private final WindowTasks tasks;
  private final FitConfig config;
  private final GradientPass.Scratch scratch = new GradientPass.Scratch();

  public GradientTraining(TrainingPlan.Gradient plan, WindowTasks tasks, FitConfig config) {
    this.plan = plan;
    this.tasks = tasks;
    this.config = config.withTraining(t -> t.withOptimiser(plan.optimiser()));
  }

  /** Points per step for a pointwise loss on a window of this size. */
  public static int pointsPerStep(int points, FitConfig config) {
    return Minibatch.count(points, config.training().batch(), points);
  }

  @Override
  public WindowBatch<?> begin(
      int from, int to, BudgetShare share, TrainingControl control, Workers workers) {
    GradientTrainer[] trainers = new GradientTrainer[to - from];
    workers.forEach(
        trainers.length,
        i -> trainers[i] = new GradientTrainer(tasks.of(from + i), config, scratch));
    return new GradientBatch(
        List.of(trainers),
        (long) (plan.sharedParameters() * share.ofParameters()),
        new GradientBudget(config.budget(), plan.usualSteps(), share),
        tasks.count() == 1 ? REPORT_STEPS : 0,
        control);
  }
}
