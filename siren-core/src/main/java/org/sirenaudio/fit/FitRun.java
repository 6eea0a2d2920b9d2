package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.parallel.Workers;

/**
 * Trains all windows of one fit, wave by wave, until the budget is spent; so what training needs
 * beside the model does not grow with the clip. A wave is a {@link Growth} by Levenberg–Marquardt
 * steps or a {@link Descent} by gradients.
 */
final class FitRun {

  /** A wave's networks have at most so many parameters together. */
  static final long PARAMETERS_PER_WAVE = 4_000_000;

  /** What a wave learns has at most so many samples. */
  private static final long SAMPLES_PER_WAVE = 4_000_000;

  private final ClipSource clip;
  private final FitConfig config;
  private final FitPlan plan;
  private final Trainers trainers;
  private final Loudness loudness;
  private final List<Goal> goals;
  private final BooleanSupplier stopped;
  private final FitReport report;
  private final FitJournal journal;
  private final long parametersPerWave;
  private final long start;
  private final Watcher watcher = new Onlooker();
  private List<WindowTrainer> wave = List.of();
  private int waveStart;
  private volatile boolean cut;
  private Spending spending;
  private int mostSteps;
  private int rollbacks;

  FitRun(
      ClipSource clip,
      FitConfig config,
      FitPlan plan,
      Loudness loudness,
      FitJournal journal,
      long parametersPerWave,
      BooleanSupplier stopped,
      Consumer<FitProgress> progress,
      long start) {
    this.clip = clip;
    this.config = config;
    this.plan = plan;
    trainers = new Trainers(clip, config, plan, loudness);
    this.loudness = loudness;
    goals = goals(config, loudness);
    this.journal = journal;
    this.parametersPerWave = parametersPerWave;
    this.stopped = stopped;
    this.start = start;
    report = new FitReport(progress, plan.windows());
    spending = new Spending(config.budget(), plan.steps(), goals.size(), 0, 1);
  }

  /** Steps of the network that took most. */
  int steps() {
    return mostSteps;
  }

  /** How often networks had to go back to an earlier state. */
  int rollbacks() {
    return rollbacks;
  }

  /** Trains every window and returns the fitted networks in order of time. */
  List<Segment> train(Workers workers) {
    List<Segment> segments = new ArrayList<>();
    List<FitPlan.Window> windows = plan.windows();
    double allFrames = frames(0, windows.size());
    double framesBefore = 0;
    for (int from = 0; from < windows.size() && !cut; from = segments.size()) {
      int to = waveEnd(from);
      framesBefore += frames(from, to);
      if (to > journal.finished()) {
        trainWave(from, to, framesBefore / allFrames, workers);
        Segment[] results = results(workers);
        for (int i = from; i < to; i++) {
          WindowOutcome outcome = WindowOutcome.of(wave.get(i - from));
          segments.add(journal.keep(results[i - from], outcome, elapsed()));
          finish(outcome);
        }
      } else {
        for (int i = from; i < to; i++) {
          segments.add(journal.segment(i));
          finish(journal.outcome(i));
        }
      }
    }
    segments.addAll(untrained(segments.size()));
    return segments;
  }

  private void finish(WindowOutcome outcome) {
    report.finish(outcome);
    mostSteps = Math.max(mostSteps, outcome.steps());
    rollbacks += outcome.rollbacks();
  }

  /** Trains the windows of a wave, from where an interrupted fit had them if one has. */
  private void trainWave(int from, int to, double endOfShare, Workers workers) {
    // The windows of a wave are finished together or not at all.
    journal.cut(from);
    if (to < plan.windows().size()) {
      journal.begin();
    }
    begin(from, to, workers);
    waveStart = from;
    double begun = journal.resume(from, wave).orElse(elapsed());
    spending = new Spending(config.budget(), plan.steps(), goals.size(), begun, endOfShare);
    if (plan.optimiser() == OptimiserKind.LM) {
      growWave(workers, parameters(from, to));
    } else {
      descendWave(workers, parameters(from, to));
    }
    report.tell(wave, spending, elapsed(), true);
    if (cut) {
      journal.interrupt(times(), from, wave);
    }
  }

  private StateFile.Times times() {
    return new StateFile.Times(elapsed(), spending.begunSeconds());
  }

  private int waveEnd(int from) {
    long parameters = 0;
    long samples = 0;
    int to = from;
    while (to < plan.windows().size()
        && (to == from || (parameters < parametersPerWave && samples < SAMPLES_PER_WAVE))) {
      FitPlan.Window window = plan.windows().get(to);
      parameters += window.network().parameterCount();
      samples += (long) window.frames() * clip.channels() * plan.density();
      to++;
    }
    return to;
  }

  /** The windows from one on, which a stopped fit has not come to: they answer silence. */
  private List<Segment> untrained(int from) {
    List<Segment> silent = new ArrayList<>();
    for (FitPlan.Window window : plan.windows().subList(from, plan.windows().size())) {
      silent.add(
          new Segment(
              window.firstFrame(),
              window.frames(),
              window.network(),
              () -> Network.of(window.network(), new float[window.network().parameterCount()])));
    }
    return silent;
  }

  private void begin(int from, int to, Workers workers) {
    WindowTrainer[] made = new WindowTrainer[to - from];
    workers.forEach(made.length, i -> made[i] = trainers.of(from + i));
    wave = List.of(made);
  }

  /** The networks of the wave, each by one thread where there are enough of them. */
  private Segment[] results(Workers workers) {
    Segment[] results = new Segment[wave.size()];
    if (wave.size() < workers.threads()) {
      Arrays.setAll(results, i -> wave.get(i).result(workers));
    } else {
      try (Workers alone = Workers.of(1)) {
        workers.forEach(results.length, i -> results[i] = wave.get(i).result(alone));
      }
    }
    return results;
  }

  /** What windows may have of the parameters of all. */
  private long parameters(int from, int to) {
    double share = frames(from, to) / frames(0, plan.windows().size());
    return plan.parameters() == Long.MAX_VALUE
        ? Long.MAX_VALUE
        : (long) (plan.parameters() * share);
  }

  private double frames(int from, int to) {
    return plan.windows().subList(from, to).stream().mapToDouble(FitPlan.Window::frames).sum();
  }

  private void growWave(Workers workers, long mostParameters) {
    List<GrowingTrainer> growing = new ArrayList<>();
    for (WindowTrainer trainer : wave) {
      growing.add((GrowingTrainer) trainer);
    }
    new Growth(growing, mostParameters, watcher).run(goals, workers);
  }

  private void descendWave(Workers workers, long parameters) {
    List<GradientTrainer> descending = new ArrayList<>();
    for (WindowTrainer trainer : wave) {
      descending.add((GradientTrainer) trainer);
    }
    new Descent(descending, parameters, loudness.scale(), spending, watcher).run(workers);
  }

  /** Tells the fit's progress, keeps its state, and stops it. */
  private final class Onlooker implements Watcher {
    @Override
    public double spent(WindowTrainer trainer) {
      return stopped() ? 1 : spending.of(trainer, elapsed());
    }

    @Override
    public boolean stopped() {
      cut |= stopped.getAsBoolean();
      return cut;
    }

    @Override
    public void stepped(GradientTrainer trainer) {
      if (plan.windows().size() == 1) {
        boolean round = trainer.steps() % FitReport.ROUND_STEPS == 1;
        report.tell(wave, spending, elapsed(), round);
      }
    }

    @Override
    public void turned() {
      report.tell(wave, spending, elapsed(), false);
      journal.checkpointIfDue(times(), waveStart, wave);
    }
  }

  private static List<Goal> goals(FitConfig config, Loudness loudness) {
    double db =
        switch (config.budget()) {
          case Budget.TargetSnr target -> target.db();
          case Budget.Seconds seconds -> Budget.MOST_DB;
          case Budget.Steps steps ->
              config.hiddenFeatures() > 0 ? Budget.MOST_DB : config.targetDb();
          case Budget.Auto auto -> config.targetDb();
        };
    return Goal.upTo(db, loudness.meanSquare(), config.parameters() > 0);
  }

  private double elapsed() {
    return journal.secondsBefore() + 1e-9 * (System.nanoTime() - start);
  }
}
