package org.sirenaudio.optim;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/** Turns gradients into parameter updates; stateful. */
public sealed interface Optimiser permits Adam, Muon {

  /**
   * Updates the parameters by one step.
   *
   * @param parameters flat, changed in place
   * @param gradient of the same length
   * @param rateFactor the schedule's factor on every learning rate
   */
  void step(float[] parameters, float[] gradient, double rateFactor);

  /** Resets the state. */
  void reset();

  /** Writes all state that {@link #step} depends on. */
  void save(DataOutput out) throws IOException;

  /**
   * Restores the state of an optimiser of the same shape, as written by {@link #save}: the next
   * step is the same.
   */
  void load(DataInput in) throws IOException;
}
