package org.sirenaudio.optim;

/** Turns gradients into steps; keeps its own state from step to step. */
public sealed interface Optimiser permits Adam, Muon {

  /**
   * Changes the parameters by one step.
   *
   * @param parameters flat, changed in place
   * @param gradient as long as the parameters
   * @param rateFactor the schedule's factor on every learning rate
   */
  void step(float[] parameters, float[] gradient, double rateFactor);

  /** Forgets all earlier gradients. */
  void reset();
}
