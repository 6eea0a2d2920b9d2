package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
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
 * Fits one recording in several ways, side by side on this machine. Into the folder of results go
 * the models and a journal, as those of a corpus; a run that was broken off is resumed by the next
 * one: what has a model is not fitted again.
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
   * @param out folder of models and journal, which is made if it is not there
   * @param keepsPoor whether a fit that has learned nothing makes a model all the same
   */
  public static SweepFit of(Path recording, Path out, boolean keepsPoor, ClipJob.Reading reading) {
    return new SweepFit(recording, out, keepsPoor, reading);
  }

  /** One way to fit, and what to call it. */
  public record Way(String name, FitConfig config) {}

  /**
   * What came of one way.
   *
   * @param row as in the manifest of a corpus; its path is the way's name
   * @param betweenDb SNR between the samples in dB; NaN where it failed or there is no such place
   */
  public record Result(ManifestRow row, double betweenDb) {

    /** SNR in dB on the grid or between the samples, whichever is less; −∞ where it failed. */
    public double score() {
      Double snr = row.snrDb();
      if (!row.isOk() || snr == null) {
        return Double.NEGATIVE_INFINITY;
      }
      return Double.isNaN(betweenDb) ? snr : Math.min(snr, betweenDb);
    }
  }

  /** Ends a running sweep; what is half fitted is given up. From any thread. */
  public void stop() {
    stopped.set(true);
  }

  /**
   * Fits what has no model yet. A way that cannot be fitted has a row that says why.
   *
   * @param cores how many threads in all
   * @param progress hears of each way when it is done, one at a time
   * @return one for each way, in their order
   * @throws StoreException if the results cannot be written
   * @throws CancellationException if it was stopped
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
      String model = kept.model();
      double between =
          model == null
              ? Double.NaN
              : FitMetadata.of(ClipModel.read(out.resolve(model))).betweenDb();
      return new Result(kept, between);
    } catch (IOException e) {
      stop();
      throw new UncheckedIOException(e);
    }
  }
}
