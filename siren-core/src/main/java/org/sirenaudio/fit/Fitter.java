package org.sirenaudio.fit;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.parallel.Workers;

/**
 * Fits networks to clips. One fitter may fit one clip at a time; {@link #stop} ends a running fit
 * early, from any thread.
 */
public final class Fitter {

  /** Decibels on the grid under which the model names an audible window as low. */
  public static final double LOW_DB = 10;

  private final FitConfig config;
  private final long parametersPerWave;
  private volatile boolean stopped;

  private Fitter(FitConfig config, long parametersPerWave) {
    this.config = config;
    this.parametersPerWave = parametersPerWave;
  }

  public static Fitter with(FitConfig config) {
    return new Fitter(config, FitRun.PARAMETERS_PER_WAVE);
  }

  /** A fitter that has no more than one window in training at a time. */
  static Fitter oneByOne(FitConfig config) {
    return new Fitter(config, 1);
  }

  /** Ends the running fit; it returns the best state so far. */
  public void stop() {
    stopped = true;
  }

  /**
   * Fits a clip, in memory.
   *
   * @param progress hears how far the fit is, at most some tens of times a second, one call at a
   *     time
   * @return a model whose {@link FitFacts} tell recipe, steps and the SNR over all frames; with a
   *     budget of steps the same clip and configuration give the same model
   * @throws FitException if the fit collapses and cannot be cured
   * @throws IllegalArgumentException if the configuration does not fit the clip
   * @throws UncheckedIOException if the clip cannot be read
   */
  public ClipModel fit(ClipSource clip, Consumer<FitProgress> progress) {
    long start = System.nanoTime();
    stopped = false;
    FitPlan plan = FitPlan.of(clip, config);
    return fit(clip, plan, FitJournal.inMemory(), progress, start);
  }

  /**
   * Fits a clip of any length, in memory that does not grow with it: what is done goes to files,
   * and a fit that was killed goes on from there. With a budget of steps it comes to the same model
   * as one that was not.
   *
   * @param checkpoints where; the caller deletes them when the model has been written
   * @param progress as above
   * @return the model, whose networks may lie in the checkpoints' folder
   * @throws FitException if the fit collapses and cannot be cured
   * @throws IllegalArgumentException if the configuration does not fit the clip
   * @throws java.nio.file.FileAlreadyExistsException if the folder holds an interrupted fit of
   *     another clip or configuration, and may not be discarded
   * @throws IOException if the clip cannot be read, or the checkpoints cannot be written
   */
  public ClipModel fit(ClipSource clip, Checkpoints checkpoints, Consumer<FitProgress> progress)
      throws IOException {
    long start = System.nanoTime();
    stopped = false;
    try {
      FitPlan plan = FitPlan.of(clip, config);
      byte[] fingerprint = Fingerprint.of(clip, config, plan);
      FitJournal journal = FitJournal.of(checkpoints, fingerprint, plan.windows());
      try {
        return fit(clip, plan, journal, progress, start);
      } catch (RuntimeException | Error e) {
        journal.close();
        throw e;
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private ClipModel fit(
      ClipSource clip,
      FitPlan plan,
      FitJournal journal,
      Consumer<FitProgress> progress,
      long start) {
    Loudness loudness = Loudness.of(clip, config.normalisation());
    try (Workers workers = Workers.of(config.threads())) {
      FitRun run =
          new FitRun(
              clip,
              config,
              plan,
              loudness,
              journal,
              parametersPerWave,
              () -> stopped,
              progress,
              start);
      List<Segment> segments = run.train(workers);
      journal.sync();
      ClipModel model =
          ClipModel.of(clip.sampleRate(), clip.frames(), loudness.scale(), segments, Map.of());
      Quality quality = Quality.of(model, clip, plan.between(), workers);
      if (!stopped) {
        quality.requireNoCollapse(run.steps());
      }
      return FitFacts.of(config, plan, run, quality).notedIn(model);
    }
  }

  /**
   * Fits what is known of a sound.
   *
   * @param progress as in {@link #fit(ClipSource, Consumer)}
   * @return a model whose {@link FitFacts} tell the SNR over the known points alone
   * @throws FitException if the fit collapses and cannot be cured
   */
  public ClipModel fit(TrainingSet known, Consumer<FitProgress> progress) {
    return FitFacts.knownIn(fit(completed(known), progress), known);
  }

  /**
   * The same with checkpoints, as for a clip.
   *
   * @throws IOException if the checkpoints cannot be written
   */
  public ClipModel fit(TrainingSet known, Checkpoints checkpoints, Consumer<FitProgress> progress)
      throws IOException {
    return FitFacts.knownIn(fit(completed(known), checkpoints, progress), known);
  }

  private Clip completed(TrainingSet known) {
    try (Workers workers = Workers.of(config.threads())) {
      return known.completed(workers);
    }
  }
}
