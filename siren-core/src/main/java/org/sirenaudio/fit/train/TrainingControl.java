package org.sirenaudio.fit.train;

/** What training tells the fit, and asks it, from all threads. */
public interface TrainingControl {

  /** Whether the fit is to end before its time. */
  boolean stopped();

  /** Seconds of fitting so far. */
  double elapsedSeconds();

  /**
   * After a step, while its window is locked.
   *
   * @param notable whether to report it whatever the time
   */
  void progressed(boolean notable);

  /** After some steps of a window, when nobody holds its lock. */
  void sliceEnded();
}
