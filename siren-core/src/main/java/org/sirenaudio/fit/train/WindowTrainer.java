package org.sirenaudio.fit.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sirenaudio.model.Segment;

/** Trains one window of a batch. Steps and saves are made under its own lock. */
public interface WindowTrainer {

  /** Whether there is nothing to learn. */
  boolean silent();

  /** The window's training state. */
  WindowOutcome outcome();

  /** Writes all state that further steps depend on. */
  void save(DataOutput out) throws IOException;

  /** Resumes from the saved state of a trainer of the same window; call before any step. */
  void load(DataInput in) throws IOException;

  /** The window in its current state, between steps, in the clip's scale. */
  Segment sketch();
}
