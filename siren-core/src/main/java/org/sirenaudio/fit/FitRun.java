package org.sirenaudio.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.checkpoint.FitJournal;
import org.sirenaudio.fit.checkpoint.StateFile;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.train.BudgetShare;
import org.sirenaudio.fit.train.TrainingControl;
import org.sirenaudio.fit.train.TrainingStrategy;
import org.sirenaudio.fit.train.WindowBatch;
import org.sirenaudio.fit.train.WindowOutcome;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.parallel.Workers;

/**
 * Trains all windows of a fit, batch by batch, within the budget; memory besides the model does not
 * grow with the clip.
 */
final class FitRun {

  /** Maximum number of parameters in a batch. */
  static final long PARAMETERS_PER_BATCH = 4_000_000;

  /** Maximum number of training samples in a batch. */
  private static final long SAMPLES_PER_BATCH = 4_000_000;

  /**
   * The limits of a run.
   *
   * @param parametersPerBatch of networks trained concurrently
   * @param channels of the recording
   * @param stopped whether the user has stopped the fit
   * @param start of the fit, by {@link System#nanoTime}
   * @param model made of segments
   * @param measuring estimated seconds for measuring all windows, given the first of them
   */
  record Limits(
      long parametersPerBatch,
      int channels,
      BooleanSupplier stopped,
      long start,
      Function<List<Segment>, ClipModel> model,
      ToDoubleFunction<List<Segment>> measuring) {}

  private final FitPlan plan;
  private final TrainingStrategy strategy;
  private final FitJournal journal;
  private final Limits limits;
  private final ProgressReport report;
  private final Sketching sketching;
  private final TrainingControl control = new Control();
  private volatile boolean cut;
  private @Nullable WindowBatch<?> batch;
  private int firstWindow;
  private int windows;
  private double begunSeconds;
  private double reserve;
  private int mostSteps;
  private int rollbacks;

  FitRun(
      FitPlan plan,
      TrainingStrategy strategy,
      FitJournal journal,
      FitListener listener,
      Limits limits) {
    this.plan = plan;
    this.strategy = strategy;
    this.journal = journal;
    this.limits = limits;
    sketching = new Sketching(listener, plan, limits.model());
    report = new ProgressReport(listener, plan);
    if (journal.secondsBefore() > 0) {
      listener.resumed(journal.secondsBefore());
    }
  }

  /** Steps of the network that took the most. */
  int steps() {
    return mostSteps;
  }

  /** Whether the user has stopped training before its end. */
  boolean interrupted() {
    return cut;
  }

  /** Number of rollbacks. */
  int rollbacks() {
    return rollbacks;
  }

  /** Trains every window and returns the fitted networks in time order. */
  List<Segment> train(Workers workers) {
    List<Segment> segments = new ArrayList<>();
    int count = plan.windows().size();
    for (int from = 0; from < count && !cut; from = segments.size()) {
      int to = batchEnd(from);
      if (to > journal.finished()) {
        segments.addAll(trainBatch(from, to, workers));
        if (reserve == 0 && to < count) {
          reserve = limits.measuring().applyAsDouble(segments);
        }
      } else {
        for (int i = from; i < to; i++) {
          segments.add(journal.segment(i));
          finish(segments.getLast(), journal.outcome(i));
        }
      }
    }
    segments.addAll(untrained(plan, segments.size()));
    return segments;
  }

  private void finish(Segment segment, WindowOutcome outcome) {
    report.finish(outcome);
    sketching.finish(segment, outcome);
    mostSteps = Math.max(mostSteps, outcome.steps());
    rollbacks += outcome.rollbacks();
  }

  /** Trains the windows of a batch, resuming an interrupted fit's state if there is one. */
  private List<Segment> trainBatch(int from, int to, Workers workers) {
    // The windows of a batch are finished together.
    journal.cut(from);
    if (to < plan.windows().size()) {
      journal.begin();
    }
    WindowBatch<?> windowsInTraining = begin(from, to, workers);
    windowsInTraining.train(workers);
    report.tell(windowsInTraining, elapsed(), true);
    if (cut) {
      journal.interrupt(times(), from, to - from, windowsInTraining::save);
    }
    List<Segment> segments = new ArrayList<>();
    List<WindowBatch.WindowStatus> status = windowsInTraining.status(elapsed());
    List<Segment> results = windowsInTraining.segments(workers);
    for (int i = 0; i < results.size(); i++) {
      WindowOutcome outcome = status.get(i).outcome();
      segments.add(journal.keep(results.get(i), outcome, elapsed()));
      finish(segments.getLast(), outcome);
    }
    return segments;
  }

  private WindowBatch<?> begin(int from, int to, Workers workers) {
    Optional<StateFile.Saved> saved = journal.saved(from, to - from);
    firstWindow = from;
    windows = to - from;
    begunSeconds = saved.map(StateFile.Saved::begunSeconds).orElseGet(this::elapsed);
    double all = plan.frames();
    BudgetShare share =
        new BudgetShare(
            begunSeconds, plan.frames(0, to) / all, reserve, plan.frames(from, to) / all);
    batch =
        saved.isEmpty()
            ? strategy.begin(from, to, share, control, workers)
            : resumed(saved.get(), () -> strategy.begin(from, to, share, control, workers));
    return batch;
  }

  private static WindowBatch<?> resumed(StateFile.Saved saved, Supplier<WindowBatch<?>> fresh) {
    try (saved) {
      WindowBatch<?> resumed = fresh.get();
      resumed.load(saved.in());
      return resumed;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private StateFile.Times times() {
    return new StateFile.Times(elapsed(), begunSeconds);
  }

  private int batchEnd(int from) {
    long parameters = 0;
    long samples = 0;
    int to = from;
    while (to < plan.windows().size()
        && (to == from
            || (parameters < limits.parametersPerBatch() && samples < SAMPLES_PER_BATCH))) {
      PlannedWindow window = plan.windows().get(to);
      parameters += window.network().parameterCount();
      samples += (long) window.frames() * limits.channels() * plan.oversampling();
      to++;
    }
    return to;
  }

  /** The remaining windows of a stopped fit, which output silence. */
  static List<Segment> untrained(FitPlan plan, int from) {
    List<Segment> silent = new ArrayList<>();
    for (PlannedWindow window : plan.windows().subList(from, plan.windows().size())) {
      silent.add(
          new Segment(
              window.firstFrame(),
              window.frames(),
              window.network(),
              () -> Network.of(window.network(), new float[window.network().parameterCount()])));
    }
    return silent;
  }

  private double elapsed() {
    return journal.secondsBefore() + 1e-9 * (System.nanoTime() - limits.start());
  }

  /** Reports the fit's progress, saves its state, and stops it. */
  private final class Control implements TrainingControl {
    @Override
    public boolean stopped() {
      Workers.requireNotInterrupted();
      cut |= limits.stopped().getAsBoolean();
      return cut;
    }

    @Override
    public double elapsedSeconds() {
      return elapsed();
    }

    @Override
    public void progressed(boolean notable) {
      if (batch != null) {
        report.tell(batch, elapsed(), notable);
      }
    }

    @Override
    public void sliceEnded() {
      WindowBatch<?> current = batch;
      if (current != null) {
        report.tell(current, elapsed(), false);
        sketching.offer(current, elapsed());
        journal.checkpointIfDue(times(), firstWindow, windows, current::save);
      }
    }
  }
}
