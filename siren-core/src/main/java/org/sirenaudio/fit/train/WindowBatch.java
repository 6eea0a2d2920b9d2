package org.sirenaudio.fit.train;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * The windows of a fit that are in training at the same time.
 *
 * @param <T> their trainers
 */
public interface WindowBatch<T extends WindowTrainer> {

  /** The windows' trainers, in order of time. */
  List<T> trainers();

  /** Fraction of its budget that a window has spent, 1 or more when it is time to end. */
  double spent(T trainer, double elapsedSeconds);

  /** Trains them until the budget is spent or the fit is stopped. */
  void train(Workers workers);

  /** Where each window stands, in order of time. Any thread may ask while they are trained. */
  default List<WindowStatus> status(double elapsedSeconds) {
    List<WindowStatus> all = new ArrayList<>(trainers().size());
    for (T trainer : trainers()) {
      double spent = trainer.silent() ? 1 : Math.min(1, spent(trainer, elapsedSeconds));
      all.add(new WindowStatus(trainer.outcome(), spent));
    }
    return all;
  }

  /** The fitted windows in the clip's scale, in order of time. */
  List<Segment> segments(Workers workers);

  /**
   * The windows as their training stands, in the clip's scale and in order of time. Any thread that
   * holds no trainer's lock may ask while they are trained.
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

  /** Writes all that the steps to come depend on, each window between two of its steps. */
  default void save(DataOutput out) throws IOException {
    for (T trainer : trainers()) {
      synchronized (trainer) {
        trainer.save(out);
      }
    }
  }

  /** Goes on from where another batch of the same windows was saved; before any training. */
  default void load(DataInput in) throws IOException {
    for (T trainer : trainers()) {
      trainer.load(in);
    }
  }

  /**
   * Where a window stands.
   *
   * @param outcome of its training so far
   * @param spent fraction of its budget spent, 0 to 1
   */
  record WindowStatus(WindowOutcome outcome, double spent) {}
}
