package org.sirenaudio.fit.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * The windows of a fit that are trained concurrently.
 *
 * @param <T> their trainers
 */
public interface WindowBatch<T extends WindowTrainer> {

  /** The windows' trainers, in time order. */
  List<T> trainers();

  /** A window's spent fraction of its budget; 1 or more when training must end. */
  double spent(T trainer, double elapsedSeconds);

  /** Trains them until the budget is spent or the fit is stopped. */
  void train(Workers workers);

  /** The state of each window, in time order. May be called from any thread during training. */
  default List<WindowStatus> status(double elapsedSeconds) {
    List<WindowStatus> all = new ArrayList<>(trainers().size());
    for (T trainer : trainers()) {
      double spent = trainer.silent() ? 1 : Math.min(1, spent(trainer, elapsedSeconds));
      all.add(new WindowStatus(trainer.outcome(), spent));
    }
    return all;
  }

  /** The fitted windows in the clip's scale, in time order. */
  List<Segment> segments(Workers workers);

  /**
   * The windows in their current state, in the clip's scale and in time order. May be called during
   * training from any thread that holds no trainer's lock.
   */
  default List<Segment> sketch() {
    List<Segment> all = new ArrayList<>(trainers().size());
    for (T trainer : trainers()) {
      synchronized (trainer) {
        all.add(trainer.sketch());
      }
    }
    return all;
  }

  /** Writes all state that further steps depend on, each window between two of its steps. */
  default void save(DataOutput out) throws IOException {
    for (T trainer : trainers()) {
      synchronized (trainer) {
        trainer.save(out);
      }
    }
  }

  /** Resumes from the saved state of a batch of the same windows; call before any training. */
  default void load(DataInput in) throws IOException {
    for (T trainer : trainers()) {
      trainer.load(in);
    }
  }

  /**
   * The state of a window.
   *
   * @param outcome of its training so far
   * @param spent fraction of its budget spent, 0 to 1
   */
  record WindowStatus(WindowOutcome outcome, double spent) {}
}
