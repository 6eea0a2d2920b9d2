package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.Serializable;
import java.io.UncheckedIOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.parallel.Workers;

/**
 * Fits one recording in several ways, in parallel on this machine. The output folder receives the
 * models and a journal, as for a corpus; an interrupted run is resumed by the next one: existing
 * models are not fitted again. One run at a time per output folder: the journal is locked, also
 * against other processes.
 */
public final class SweepFit {

  private final Path recording;
  private final Path out;
  private final boolean keepsPoor;
  private final ClipJob.Reading reading;
  private final AtomicBoolean stopped = new AtomicBoolean();

  private SweepFit(Path recording, Path out, boolean keepsPoor, ClipJob.Reading reading) {
    this.recording = recording;
    this.out = out;
    this.keepsPoor = keepsPoor;
    this.reading = reading;
  }

  /**
   * @param recording a file
   * @param out folder of models and journal, created if missing
   * @param keepsPoor whether to keep models that have learned nothing
   */
  public static SweepFit of(Path recording, Path out, boolean keepsPoor, ClipJob.Reading reading) {
    return new SweepFit(recording, out, keepsPoor, reading);
  }

  /** One configuration and its name. */
  public record Way(String name, FitConfig config) implements Serializable {}

  /**
   * The outcome of one configuration.
   *
   * @param row as in a corpus manifest; its path is the configuration's name
   * @param betweenDb SNR between the samples in dB; NaN if failed or not applicable
   */
  public record Result(ManifestRow row, double betweenDb) implements Serializable {

    /**
     * The outcome with a row.
     *
     * @param models where its model is, if it has one
     * @throws IOException if the model cannot be read back
     */
    public static Result of(ManifestRow row, ModelStore models) throws IOException {
      String path = row.model();
      if (path == null) {
        return new Result(row, Double.NaN);
      }
      ClipModel model =
          models
              .read(ModelStore.name(path))
              .orElseThrow(() -> new NoSuchFileException(path, null, "was removed during the run"));
      return new Result(row, FitMetadata.of(model).betweenDb());
    }

    /** SNR in dB on the sample grid or between the samples, whichever is lower; −∞ if failed. */
    public double score() {
      Double snr = row.snrDb();
      if (!row.isOk() || snr == null) {
        return Double.NEGATIVE_INFINITY;
      }
      return Double.isNaN(betweenDb) ? snr : Math.min(snr, betweenDb);
    }
  }

  /** Cancels a running sweep; partial fits are abandoned. Callable from any thread. */
  public void stop() {
    stopped.set(true);
  }

  /**
   * Fits the missing models. A failed configuration gets a row with the reason.
   *
   * @param cores number of threads in total
   * @param progress notified of each finished configuration, one at a time
   * @return one outcome per configuration, in order
   * @throws StoreException if the results cannot be written
   * @throws CancellationException if stopped
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   * @throws IOException if a model cannot be read back
   */
  public List<Result> run(List<Way> ways, int cores, Consumer<Result> progress) throws IOException {
    LocalModelStore models = LocalModelStore.open(out, "the results");
    try (Journal journal = Journal.open(out, "sweep")) {
      models.deleteTemporaryFiles();
      int lanes = Math.clamp(ways.size(), 1, Math.max(1, cores));
      int threads = Math.max(1, cores / lanes);
      Result[] results = new Result[ways.size()];
      try (Workers workers = Workers.of(lanes)) {
        workers.forEach(
            results.length,
            i -> {
              if (!stopped.get()) {
                results[i] = fitted(ways.get(i), models, journal, threads);
                synchronized (progress) {
                  progress.accept(results[i]);
                }
              }
            });
      } catch (UncheckedIOException e) {
        throw Objects.requireNonNull(e.getCause());
      }
      if (stopped.get()) {
        throw new CancellationException("stopped");
      }
      return List.of(results);
    }
  }

  private Result fitted(Way way, LocalModelStore models, Journal journal, int threads) {
    try {
      ClipJob job =
          ClipJob.of(
              new CorpusRecipe(way.config(), keepsPoor),
              models,
              models.unfinished(),
              stopped::get,
              false,
              reading);
      ManifestRow row = job.run(way.name(), RecordingSource.of(recording), threads, state -> {});
      Long known = row.fitSeconds() == null ? journal.findUnchanged(row) : null;
      ManifestRow kept = journal.read(known != null ? known : journal.append(row));
      return Result.of(kept, models);
    } catch (IOException e) {
      stop();
      throw new UncheckedIOException(e);
    }
  }
}
