package org.sirenaudio.fit.pursuit;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.train.BudgetShare;

/**
 * The time of a batch.
 *
 * @param budget of the whole fit
 * @param share of the batch
 */
record PursuitBudget(Budget budget, BudgetShare share) {

  /** Whether there is no time limit. */
  boolean unhurried() {
    return !(budget instanceof Budget.Seconds);
  }

  /** Whether the time is up. */
  boolean over(double elapsedSeconds) {
    return budget instanceof Budget.Seconds limit && elapsedSeconds >= share.end(limit);
  }
}
