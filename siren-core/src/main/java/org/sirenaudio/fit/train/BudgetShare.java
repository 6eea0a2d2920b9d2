package org.sirenaudio.fit.train;

import org.sirenaudio.fit.config.Budget;

/**
 * A batch's share of the whole fit's budget.
 *
 * @param begunSeconds of fitting when the batch was begun
 * @param endOfTime fraction of a budget in seconds that is spent when the batch has to end
 * @param reserve seconds to be left for measuring the whole fit
 * @param ofParameters fraction of all parameters that its networks may have
 */
public record BudgetShare(
    double begunSeconds, double endOfTime, double reserve, double ofParameters) {

  /** When the batch has to end, in seconds of fitting. */
  public double end(Budget.Seconds limit) {
    return endOfTime * Math.max(0, limit.seconds() - reserve);
  }

  /** Fraction of the batch's time that is spent, 1 or more when it is over. */
  public double spent(Budget.Seconds limit, double elapsedSeconds) {
    double share = end(limit) - begunSeconds;
    return share > 0 ? (elapsedSeconds - begunSeconds) / share : 1;
  }
}
