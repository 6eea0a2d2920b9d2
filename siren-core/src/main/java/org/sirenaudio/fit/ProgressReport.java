package org.sirenaudio.fit;

import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.fit.train.WindowOutcome;

/** Aggregates the progress of a fit and reports it to the listener. */
final class ProgressReport {

  private static final double LEAST_SECONDS = 0.05;

  private final FitListener listener;
  private final int windows;
  private final double allFrames;
  private final Sums finished = new Sums();
  private double last = Double.NEGATIVE_INFINITY;

  ProgressReport(FitListener listener, FitPlan plan) {
    this.listener = listener;
    windows = plan.windows().size();
    allFrames = plan.frames();
  }

  /** Adds a finished window. */
  void finish(WindowOutcome outcome) {
    finished.add(outcome, 1);
  }

  /**
   * @param always whether to report even if the last report was a moment ago
   */
  synchronized void tell(WindowBatch<?> batch, double elapsed, boolean always) {
    if (!always && elapsed - last < LEAST_SECONDS) {
      return;
    }
    last = elapsed;
    Sums now = new Sums();
    now.add(finished);
    for (WindowBatch.WindowStatus window : batch.status(elapsed)) {
      now.add(window.outcome(), window.spent());
    }
    double fraction = Math.min(1, now.spent / allFrames);
    listener.progress(
        new FitProgress(
            now.steps,
            fraction,
            now.loss / Math.max(1, now.frames),
            ErrorSum.snrDb(now.signal, now.error),
            now.seen / elapsed,
            elapsed,
            fraction > 0 ? elapsed * (1 - fraction) / fraction : Double.NaN,
            windows,
            now.rollbacks));
  }

  /** Sums over windows, weighted by their frames. */
  private static final class Sums {
    private int steps;
    private double frames;
    private double spent;
    private double loss;
    private double error;
    private double signal;
    private double seen;
    private int rollbacks;

    void add(WindowOutcome window, double part) {
      double n = window.frames();
      double energy = window.gain() * window.gain() * n;
      steps = Math.max(steps, window.steps());
      frames += n;
      spent += part * n;
      loss += window.steps() == 0 ? 0 : n * window.loss();
      error += energy * window.error();
      signal += energy * window.meanSquare();
      seen += window.pointsSeen();
      rollbacks += window.rollbacks();
    }

    void add(Sums more) {
      steps = Math.max(steps, more.steps);
      frames += more.frames;
      spent += more.spent;
      loss += more.loss;
      error += more.error;
      signal += more.signal;
      seen += more.seen;
      rollbacks += more.rollbacks;
    }
  }
}
