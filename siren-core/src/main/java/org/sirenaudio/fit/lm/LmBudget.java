package org.sirenaudio.fit.lm;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.train.BudgetShare;

/**
 * The spent fraction of the budget for a window whose network grows from noise target to noise
 * target.
 *
 * @param budget of the whole fit
 * @param targets number of noise targets
 * @param share of the window's batch
 */
record LmBudget(Budget budget, int targets, BudgetShare share) {

  /** Seconds until the batch must end; infinite without a time limit. */
  double secondsLeft(double elapsedSeconds) {
    return budget instanceof Budget.Seconds limit
        ? share.end(limit) - elapsedSeconds
        : Double.POSITIVE_INFINITY;
  }

  /** Share of the remaining time for each of this many pending windows. */
  double secondsEach(double elapsedSeconds, int threads, int windows) {
    return secondsLeft(elapsedSeconds) * threads / windows;
  }

  /** Whether a window that has reached the last target must stop. */
  boolean exhausted(LmTrainer trainer, double elapsedSeconds) {
    return limitSpent(trainer, elapsedSeconds) >= 1;
  }

  /** Spent fraction of the steps or the time; 0 where neither is limited. */
  private double limitSpent(LmTrainer trainer, double elapsedSeconds) {
    return switch (budget) {
      case Budget.Auto auto -> 0;
      case Budget.TargetSnr target -> 0;
      case Budget.Steps fixed -> (double) trainer.steps() / fixed.steps();
      case Budget.Seconds limit -> share.spent(limit, elapsedSeconds);
    };
  }

  /** Spent fraction; 1 or more when training must end. */
  double spent(LmTrainer trainer, double elapsedSeconds) {
    if (trainer.reached() + 1 >= targets) {
      return 1;
    }
    return budget instanceof Budget.Steps || budget instanceof Budget.Seconds
        ? limitSpent(trainer, elapsedSeconds)
        : (trainer.reached() + 1.0) / targets;
  }
}
