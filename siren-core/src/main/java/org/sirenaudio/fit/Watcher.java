package org.sirenaudio.fit;

/** Who looks on while windows are trained, and says when it is enough. Called from all threads. */
interface Watcher {

  /** Fraction of its budget that a window has spent; 1 or more when it shall take no step more. */
  double spent(WindowTrainer trainer);

  /** Whether the fit is to end before its time. */
  boolean stopped();

  /** After each step by gradients. */
  void stepped(GradientTrainer trainer);

  /** After some steps of a window, when nobody holds its lock. */
  void turned();
}
