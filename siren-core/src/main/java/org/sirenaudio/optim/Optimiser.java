package org.sirenaudio.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

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

  /** Writes all that {@link #step} depends on beside its arguments. */
  void save(DataOutput out) throws IOException;

  /**
   * Reads what {@link #save} of an optimiser of the same shape wrote: the next step is the same.
   */
  void load(DataInput in) throws IOException;
}
