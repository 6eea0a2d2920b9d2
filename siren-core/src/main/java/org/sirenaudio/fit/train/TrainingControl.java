package org.sirenaudio.fit.train;

/** The training's interface to the fit; called from all threads. */
public interface TrainingControl {

  /** Whether to end the fit early. */
  boolean stopped();

  /** Seconds of fitting so far. */
  double elapsedSeconds();

  /**
   * After a step, while its window is locked.
   *
   * @param notable whether to report it unconditionally
   */
  void progressed(boolean notable);

  /** After some steps of a window, with its lock released. */
  void sliceEnded();
}
