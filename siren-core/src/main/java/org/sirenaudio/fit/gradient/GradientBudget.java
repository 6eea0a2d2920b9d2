package org.sirenaudio.fit.gradient;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.train.BudgetShare;

/**
 * The spent fraction of the budget for a window trained by gradient descent, and its position in
 * the probe and in the learning-rate schedule.
 *
 * @param budget of the whole fit
 * @param usualSteps default number of steps
 * @param share of the window's batch
 */
record GradientBudget(Budget budget, int usualSteps, BudgetShare share) {

  /** Step limit of SNR targets, as a multiple of the default. */
  private static final int PATIENCE = 16;

  /** First schedule cycle with an SNR target, as a fraction of the default steps. */
  private static final int FIRST_CYCLE = 4;

  /** Steps of a probe: enough to tell which windows are hard to learn. */
  private static final int PROBE_STEPS = 150;

  /** Upper bound on a probe's fraction of the budget. */
  private static final double MOST_PROBE = 0.25;

  /** Spent fraction; 1 or more when training must end. */
  double spent(GradientTrainer trainer, double elapsedSeconds) {
    if (trainer.settled()) {
      return 1;
    }
    return switch (budget) {
      case Budget.Auto auto -> trainer.steps() / (double) usualSteps;
      case Budget.Steps fixed -> (double) trainer.steps() / fixed.steps();
      case Budget.Seconds limit -> share.spent(limit, elapsedSeconds);
      case Budget.TargetSnr target ->
          trainer.recentSnrDb() >= target.db()
              ? 1
              : trainer.steps() / (PATIENCE * (double) usualSteps);
    };
  }

  /**
   * A window's probe progress; 1 or more when it is over.
   *
   * @param spent fraction of the whole budget spent
   */
  double probed(GradientTrainer trainer, double spent) {
    return Math.max((double) trainer.steps() / PROBE_STEPS, spent / MOST_PROBE);
  }

  /** Whether a completed probe was long enough to be informative. */
  boolean conclusive(GradientTrainer trainer) {
    return trainer.steps() >= PROBE_STEPS / 2;
  }

  /**
   * Position in the learning-rate schedule, 0 to 1; it restarts after a probe. An SNR target has no
   * known end, so its schedule runs in cycles, each twice as long as the previous one.
   */
  double schedulePosition(GradientTrainer trainer, double spent) {
    if (!(budget instanceof Budget.TargetSnr)) {
      double probe = trainer.spentOnProbe();
      return (spent - probe) / (1 - probe);
    }
    int length = Math.max(1, usualSteps / FIRST_CYCLE);
    int into = trainer.steps() - trainer.stepsOfProbe();
    while (into >= length) {
      into -= length;
      length *= 2;
    }
    return (double) into / length;
  }
}
