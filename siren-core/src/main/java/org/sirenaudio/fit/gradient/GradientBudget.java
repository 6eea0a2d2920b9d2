package org.sirenaudio.fit.gradient;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.train.BudgetShare;

/**
 * How much of the budget a window has spent that is trained by gradients, and where that puts its
 * probe and its learning rate.
 *
 * @param budget the whole fit's
 * @param usualSteps steps where the budget does not say
 * @param share of the window's batch
 */
record GradientBudget(Budget budget, int usualSteps, BudgetShare share) {

  /** A target may take so many times the usual steps. */
  private static final int PATIENCE = 16;

  /** The first cycle of a target's schedule is this part of the usual steps. */
  private static final int FIRST_CYCLE = 4;

  /** Steps of a probe: enough to tell what is hard to learn. */
  private static final int PROBE_STEPS = 150;

  /** Part of a budget that a probe may take. */
  private static final double MOST_PROBE = 0.25;

  /** Fraction spent, 1 or more when it is time to end. */
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
   * How much of its probe a window has had, 1 or more when it is over.
   *
   * @param spent fraction of the whole budget spent
   */
  double probed(GradientTrainer trainer, double spent) {
    return Math.max((double) trainer.steps() / PROBE_STEPS, spent / MOST_PROBE);
  }

  /** Whether a probe that is over was long enough to tell what is hard to learn. */
  boolean conclusive(GradientTrainer trainer) {
    return trainer.steps() >= PROBE_STEPS / 2;
  }

  /**
   * Where the learning rate's schedule stands, 0 to 1, which begins anew after a probe. A target
   * has no known end, so its schedule comes in cycles, each twice as long as the one before.
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
