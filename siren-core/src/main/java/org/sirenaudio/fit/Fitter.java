package org.sirenaudio.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.error.FitException;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.fit.checkpoint.Fingerprint;
import org.sirenaudio.fit.checkpoint.FitJournal;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NoiseShape;
import org.sirenaudio.fit.config.Normalisation;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.fit.data.Centred;
import org.sirenaudio.fit.data.ClipAnalysis;
import org.sirenaudio.fit.data.Completion;
import org.sirenaudio.fit.data.Level;
import org.sirenaudio.fit.gradient.GradientTraining;
import org.sirenaudio.fit.lm.LmTraining;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.SizeLimit;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.pursuit.PursuitTraining;
import org.sirenaudio.fit.quality.KnownPoints;
import org.sirenaudio.fit.quality.MaskedNoise;
import org.sirenaudio.fit.quality.Quality;
import org.sirenaudio.fit.quality.QualityMeter;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.train.Offset;
import org.sirenaudio.fit.train.TrainingStrategy;
import org.sirenaudio.fit.train.WindowTasks;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * Fits networks to recordings. A fitter runs one fit at a time; {@link #stop} ends a running fit
 * early, from any thread.
 *
 * <p>Stages of a fit: the recording is analysed, windows and their networks are planned, the
 * windows are trained batch by batch, and the result is measured against the recording and, if
 * acceptable, returned as a model with its quality figures.
 */
public final class Fitter {
  private final FitConfig config;
  private final long parametersPerBatch;
  private final boolean keepsPoor;
  private volatile boolean stopped;
  private volatile @Nullable FitJournal latest;

  private Fitter(FitConfig config, long parametersPerBatch, boolean keepsPoor) {
    this.config = config;
    this.parametersPerBatch = parametersPerBatch;
    this.keepsPoor = keepsPoor;
  }

  /** Returns a fitter for this configuration; use one per concurrent fit. */
  public static Fitter with(FitConfig config) {
    return new Fitter(config, FitRun.PARAMETERS_PER_BATCH, false);
  }

  /** A fitter that trains one window at a time. */
  static Fitter oneByOne(FitConfig config) {
    return new Fitter(config, 1, false);
  }

  /**
   * A copy that returns a fit that has learned nothing rather than failing; its {@link FitMetadata}
   * say so.
   */
  public Fitter keepingPoor() {
    return new Fitter(config, parametersPerBatch, true);
  }

  /**
   * Releases the checkpoints' folder of the latest fit, so that another fit of this process can
   * resume from it. Its model, which may lie there, cannot be read afterwards: write it first.
   *
   * @throws IOException if a file cannot be closed
   */
  public void release() throws IOException {
    FitJournal journal = latest;
    if (journal != null) {
      latest = null;
      journal.close();
    }
  }

  /** Ends the running fit, or the next one when it starts; it returns the best state so far. */
  public void stop() {
    stopped = true;
  }

  /**
   * Fits a recording in memory.
   *
   * @param listener receives the progress
   * @return a model whose {@link FitMetadata} contain recipe, steps and the SNR over all frames;
   *     with a budget of steps the result is deterministic
   * @throws FitException if the fit has learned nothing ({@link FitMetadata#learnedNothing}), or
   *     does not converge
   * @throws IllegalArgumentException if the configuration does not suit the recording
   * @throws UncheckedIOException if the recording cannot be read
   * @throws InterruptedWorkException if the thread is interrupted, which, unlike {@link #stop},
   *     abandons the fit
   */
  public ClipModel fit(ClipSource clip, FitListener listener) {
    try {
      return fit(TrainingSet.all(clip), Checkpoints.none(), listener);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * Fits a sound of any length. With checkpoints, memory does not grow with its length and a killed
   * fit can be resumed; with a budget of steps it yields the same model as an uninterrupted one.
   *
   * @param checkpoints where to save progress; to be deleted by the caller once the model has been
   *     written
   * @return the model, whose networks may lie in the checkpoints' folder; its SNR is that over what
   *     is known
   * @throws FitException if the fit has learned nothing ({@link FitMetadata#learnedNothing}), or
   *     does not converge
   * @throws IllegalArgumentException if the configuration does not suit the recording
   * @throws java.nio.file.FileAlreadyExistsException if the folder holds an interrupted fit of
   *     another recording or configuration that may not be discarded
   * @throws IOException if the recording cannot be read, or the checkpoints cannot be written
   * @throws InterruptedWorkException if the thread is interrupted, which, unlike {@link #stop},
   *     abandons the fit; with checkpoints it can be resumed
   */
  public ClipModel fit(TrainingSet known, Checkpoints checkpoints, FitListener listener)
      throws IOException {
    try (Workers workers = Workers.of(config.threadCount())) {
      ClipSource whole = Completion.of(known, workers);
      long start = System.nanoTime();
      ClipAnalysis raw = ClipAnalysis.of(whole);
      Centred clip = Centred.of(whole, raw.level(), config.target().normalisation());
      ClipAnalysis analysis = clip.isCentred() ? ClipAnalysis.of(clip) : raw;
      FitConfig limited = SizeLimit.applied(clip, analysis.spectrum(), config);
      FitPlan plan = FitPlan.of(clip, analysis, limited);
      FitJournal journal =
          FitJournal.of(checkpoints, () -> Fingerprint.of(analysis, config, plan), plan.windows());
      latest = journal;
      try {
        listener.begun(clip, config);
        ClipModel model =
            fit(known, clip, analysis, limited, plan, journal, listener, start, workers);
        listener.fitted(model);
        return model;
      } catch (IOException | RuntimeException | Error e) {
        try {
          journal.close();
        } catch (IOException second) {
          e.addSuppressed(second);
        }
        throw e;
      }
    } catch (UncheckedIOException e) {
      throw InterruptedWorkException.or(Objects.requireNonNull(e.getCause()));
    } catch (IOException e) {
      throw InterruptedWorkException.or(e);
    } finally {
      stopped = false;
    }
  }

  private ClipModel fit(
      TrainingSet known,
      Centred clip,
      ClipAnalysis analysis,
      FitConfig limited,
      FitPlan plan,
      FitJournal journal,
      FitListener listener,
      long start,
      Workers workers)
      throws IOException {
    Level level = analysis.level();
    Normalisation normalisation = config.target().normalisation();
    double scale = level.scale(normalisation);
    WindowTasks tasks = WindowTasks.of(clip, plan, scale, level.units(normalisation), config);
    FitRun run =
        new FitRun(
            plan,
            strategy(plan, tasks, analysis, limited),
            journal,
            listener,
            new FitRun.Limits(
                parametersPerBatch,
                clip.channels(),
                () -> stopped,
                start,
                now ->
                    ClipModel.of(
                        clip.sampleRate(),
                        clip.frames(),
                        scale,
                        Offset.added(now, clip.offsets(), scale),
                        known.metadata().entries()),
                begun -> measuring(begun, scale, clip, level, plan, workers)));
    List<Segment> segments = Offset.added(run.train(workers), clip.offsets(), scale);
    journal.sync();
    Optional<MaskedNoise> masked =
        config.training().shape() == NoiseShape.MASKED
            ? Optional.of(new MaskedNoise(clip.clip(), listener::rendered))
            : Optional.empty();
    QualityMeter.Sink sink = masked.isPresent() ? masked.get() : listener::rendered;
    Quality whole =
        QualityMeter.measure(
            segments, scale, clip, level.channels(), plan.between(), workers, sink);
    Quality quality =
        known instanceof TrainingSet.Partial part
            ? KnownPoints.measure(part, segments, scale, whole.betweenDb())
            : whole;
    FitMetadata metadata =
        metadata(known, plan, run, quality, masked.map(MaskedNoise::result), segments);
    if (metadata.learnedNothing() && !stopped && !keepsPoor) {
      throw new Advice(config, plan, analysis.spectrum(), clip.sampleRate()).because(metadata);
    }
    Map<String, String> entries = new TreeMap<>(known.metadata().entries());
    entries.putAll(metadata.entries());
    String gaps = known instanceof TrainingSet.Frames some ? some.known().gaps() : "";
    if (!gaps.isEmpty()) {
      entries.put(FitMetadata.GAPS, gaps);
    }
    if (run.interrupted()) {
      entries.put(FitMetadata.INTERRUPTED, "true");
    }
    return ClipModel.of(clip.sampleRate(), clip.frames(), scale, segments, entries)
        .withWeights(config.network().weights());
  }

  /** Estimated time for measuring all windows; needed only for time budgets. */
  private double measuring(
      List<Segment> begun, double scale, Centred clip, Level level, FitPlan plan, Workers workers) {
    return config.budget() instanceof Budget.Seconds
        ? clip.frames()
            * QualityMeter.secondsPerFrame(
                begun, scale, clip, level.channels(), plan.between(), workers)
        : 0;
  }

  private static TrainingStrategy strategy(
      FitPlan plan, WindowTasks tasks, ClipAnalysis analysis, FitConfig limited) {
    return switch (plan.training()) {
      case TrainingPlan.LevenbergMarquardt lm ->
          new LmTraining(lm, tasks, limited, analysis.level().loudest());
      case TrainingPlan.Pursuit pursuit ->
          new PursuitTraining(pursuit, tasks, limited, analysis.level().loudest());
      case TrainingPlan.Gradient gradient -> new GradientTraining(gradient, tasks, limited);
    };
  }

  private FitMetadata metadata(
      TrainingSet known,
      FitPlan plan,
      FitRun run,
      Quality quality,
      Optional<FitMetadata.NoiseToMask> noiseToMask,
      List<Segment> segments) {
    return new FitMetadata(
        quality.snrDb(),
        quality.channelDb().size() > 1 ? quality.channelDb() : List.of(),
        quality.betweenDb(),
        quality.worstWindowDb(),
        noiseToMask,
        segments.size(),
        quality.low().size(),
        quality.low(),
        segments.stream().mapToLong(s -> s.spec().learnedCount()).sum(),
        config.recipe(),
        run.steps(),
        config.randomSeed(),
        plan.oversampling(),
        config.target().between().name().toLowerCase(Locale.ROOT),
        config.target().loss(),
        plan.training().optimiser().name().toLowerCase(Locale.ROOT),
        run.rollbacks(),
        known instanceof TrainingSet.Partial part
            ? OptionalInt.of(part.instants().length)
            : OptionalInt.empty());
  }

  /**
   * The complete recording to be learned, with missing samples restored.
   *
   * @throws IllegalArgumentException if the instants of points do not ascend
   * @throws InterruptedWorkException if the thread is interrupted
   */
  public ClipSource completed(TrainingSet known) {
    try (Workers workers = Workers.of(config.threadCount())) {
      return Completion.of(known, workers);
    }
  }
}
