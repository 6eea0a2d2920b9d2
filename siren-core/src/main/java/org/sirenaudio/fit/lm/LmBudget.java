package org.sirenaudio.fit.lm;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.train.BudgetShare;

/**
 * How much of the budget a window has spent whose network grows from noise target to noise target.
 *
 * @param budget the whole fit's
 * @param targets how many noise targets there are
 * @param share of the window's batch
 */
record LmBudget(Budget budget, int targets, BudgetShare share) {

  /** Seconds until the batch has to end; infinite where time is not limited. */
  double secondsLeft(double elapsedSeconds) {
    return budget instanceof Budget.Seconds limit
        ? share.end(limit) - elapsedSeconds
        : Double.POSITIVE_INFINITY;
  }

  /** What each of so many windows to come may have of the time that is left. */
  double secondsEach(double elapsedSeconds, int threads, int windows) {
    return secondsLeft(elapsedSeconds) * threads / windows;
  }

  /** Whether a window that has reached the last target may train no further. */
  boolean exhausted(LmTrainer trainer, double elapsedSeconds) {
    return switch (budget) {
      case Budget.Auto auto -> false;
      case Budget.TargetSnr target -> false;
      case Budget.Steps fixed -> trainer.steps() >= fixed.steps();
      case Budget.Seconds limit -> share.spent(limit, elapsedSeconds) >= 1;
    };
  }

  /** Fraction spent, 1 or more when it is time to end. */
  double spent(LmTrainer trainer, double elapsedSeconds) {
    if (trainer.reached() + 1 >= targets) {
      return 1;
    }
    return switch (budget) {
      case Budget.Auto auto -> (trainer.reached() + 1.0) / targets;
      case Budget.TargetSnr target -> (trainer.reached() + 1.0) / targets;
      case Budget.Steps fixed -> (double) trainer.steps() / fixed.steps();
      case Budget.Seconds limit -> share.spent(limit, elapsedSeconds);
    };
  }
}
