package org.sirenaudio.fit.train;

import org.sirenaudio.parallel.Workers;

/** A method of training the windows of a fit, batch by batch. */
public interface TrainingStrategy {

  /**
   * Prepares a batch of windows.
   *
   * @param from index of the first window
   * @param to end index (exclusive)
   * @param share of the fit's time and parameters
   * @param control monitors and stops the training
   */
  WindowBatch<?> begin(
      int from, int to, BudgetShare share, TrainingControl control, Workers workers);
}
