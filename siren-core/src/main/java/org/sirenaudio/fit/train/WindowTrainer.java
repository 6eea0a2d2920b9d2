package org.sirenaudio.fit.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sirenaudio.model.Segment;

/** Trains one window of a batch. Its steps are taken, and it is saved, under its own lock. */
public interface WindowTrainer {

  /** Whether there is nothing to learn. */
  boolean silent();

  /** Where the window stands. */
  WindowOutcome outcome();

  /** Writes all that the steps to come depend on. */
  void save(DataOutput out) throws IOException;

  /** Goes on from where another trainer of the same window was saved; before any step. */
  void load(DataInput in) throws IOException;

  /** The window as it is between two steps, in the clip's scale. */
  Segment sketch();
}
