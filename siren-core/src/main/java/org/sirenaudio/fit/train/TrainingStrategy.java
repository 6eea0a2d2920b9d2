package org.sirenaudio.fit.train;

import org.sirenaudio.parallel.Workers;

/** A way to train the windows of a fit, batch by batch. */
public interface TrainingStrategy {

  /**
   * Prepares a batch of windows.
   *
   * @param from index of the first window
   * @param to index behind the last
   * @param share of the fit's time and parameters that these windows have
   * @param control hears of the training and ends it
   */
  WindowBatch<?> begin(
      int from, int to, BudgetShare share, TrainingControl control, Workers workers);
}
