package org.sirenaudio.fit.train;

import org.sirenaudio.fit.config.Budget;

/**
 * A batch's share of the whole fit's budget.
 *
 * @param begunSeconds of fitting at the start of the batch
 * @param endOfTime spent fraction of a time budget at which the batch must end
 * @param reserve seconds reserved for measuring the whole fit
 * @param ofParameters fraction of all parameters available to its networks
 */
public record BudgetShare(
    double begunSeconds, double endOfTime, double reserve, double ofParameters) {

  /** Deadline of the batch, in seconds of fitting. */
  public double end(Budget.Seconds limit) {
    return endOfTime * Math.max(0, limit.seconds() - reserve);
  }

  /** Spent fraction of the batch's time; 1 or more when it is over. */
  public double spent(Budget.Seconds limit, double elapsedSeconds) {
    double share = end(limit) - begunSeconds;
    return share > 0 ? (elapsedSeconds - begunSeconds) / share : 1;
  }
}
