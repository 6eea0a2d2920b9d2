package org.sirenaudio.fit.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.List;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/** The windows of a fit that are in training at the same time. */
public interface WindowBatch {

  /** Trains them until the budget is spent or the fit is stopped. */
  void train(Workers workers);

  /** Where each window stands, in order of time. Any thread may ask while they are trained. */
  List<WindowStatus> status(double elapsedSeconds);

  /** The fitted windows in the clip's scale, in order of time. */
  List<Segment> segments(Workers workers);

  /** Writes all that the steps to come depend on, each window between two of its steps. */
  void save(DataOutput out) throws IOException;

  /** Goes on from where another batch of the same windows was saved; before any training. */
  void load(DataInput in) throws IOException;

  /**
   * Where a window stands.
   *
   * @param outcome of its training so far
   * @param spent fraction of its budget spent, 0 to 1
   */
  record WindowStatus(WindowOutcome outcome, double spent) {}
}
