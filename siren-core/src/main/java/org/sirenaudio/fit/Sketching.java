package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitSketch;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.fit.train.WindowOutcome;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;

/** Offers the networks of a running fit to its listener, one call at a time. */
final class Sketching {

  private static final double LEAST_SECONDS = 0.25;

  private final FitListener listener;
  private final FitPlan plan;
  private final Function<List<Segment>, ClipModel> model;
  private final List<Segment> finished = new ArrayList<>();
  private final List<Double> finishedDb = new ArrayList<>();
  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile double last = Double.NEGATIVE_INFINITY;

  Sketching(FitListener listener, FitPlan plan, Function<List<Segment>, ClipModel> model) {
    this.listener = listener;
    this.plan = plan;
    this.model = model;
  }

  /** Adds a fully trained window; between two batches. */
  void finish(Segment segment, WindowOutcome outcome) {
    finished.add(segment);
    finishedDb.add(decibels(outcome));
  }

  /** Offers the networks, unless it did so a moment ago; call without holding a trainer's lock. */
  void offer(WindowBatch<?> batch, double elapsed) {
    if (elapsed - last < LEAST_SECONDS || !busy.compareAndSet(false, true)) {
      return;
    }
    try {
      last = elapsed;
      listener.sketched(() -> now(batch, elapsed));
    } finally {
      busy.set(false);
    }
  }

  private FitSketch now(WindowBatch<?> batch, double elapsed) {
    List<Segment> segments = new ArrayList<>(finished);
    segments.addAll(batch.sketch());
    segments.addAll(FitRun.untrained(plan, segments.size()));
    List<Double> decibels = new ArrayList<>(finishedDb);
    batch.status(elapsed).forEach(window -> decibels.add(decibels(window.outcome())));
    while (decibels.size() < segments.size()) {
      decibels.add(Double.NaN);
    }
    return new FitSketch(model.apply(segments), decibels);
  }

  private static double decibels(WindowOutcome outcome) {
    return outcome.steps() == 0
        ? Double.NaN
        : ErrorSum.snrDb(outcome.meanSquare(), outcome.error());
  }
}
