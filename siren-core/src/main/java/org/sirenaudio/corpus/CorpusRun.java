package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.parallel.Workers;

/**
 * One run over a listed corpus: dispatches the recordings and tracks the journal position of each
 * row.
 */
final class CorpusRun implements ManifestFile.Rows {

  private final Path in;
  private final List<Recording> recordings;
  private final List<CorpusListing.Problem> problems;
  private final ClipJob job;
  private final Journal journal;
  private final Runnable stop;
  private final boolean failFast;
  private final Function<String, FitListener> listeners;
  private final CorpusProgressTracker tracker;

  /** Journal position of the row of each recording, then of each problem. */
  private final long[] rows;

  private volatile @Nullable ManifestRow failure;

  CorpusRun(
      Path in,
      CorpusListing listing,
      ClipJob job,
      Journal journal,
      Runnable stop,
      boolean failFast,
      Function<String, FitListener> listeners,
      Consumer<CorpusProgress> progress) {
    this.in = in;
    recordings = listing.recordings();
    problems = listing.problems();
    this.job = job;
    this.journal = journal;
    this.stop = stop;
    this.failFast = failFast;
    this.listeners = listeners;
    rows = new long[recordings.size() + problems.size()];
    long bytes = recordings.stream().mapToLong(Recording::bytes).sum();
    tracker = new CorpusProgressTracker(progress, rows.length, bytes);
  }

  /**
   * Fits all recordings.
   *
   * @param cores number of threads in total
   * @throws BadDataException for the first recording that cannot be fitted, if failing fast
   */
  void fitAll(int cores, BooleanSupplier stopped) throws IOException {
    for (int i = 0; i < problems.size(); i++) {
      finish(recordings.size() + i, problems.get(i).row(), 0);
    }
    long[] bytes = recordings.stream().mapToLong(Recording::bytes).toArray();
    for (CorpusSchedule.Stage stage : CorpusSchedule.of(bytes, cores).stages()) {
      try (Workers lanes = Workers.of(stage.lanes())) {
        lanes.forEach(
            stage.to() - stage.from(),
            i -> {
              if (!stopped.getAsBoolean()) {
                fit(stage.from() + i, stage.threads());
              }
            });
      } catch (UncheckedIOException e) {
        throw Objects.requireNonNull(e.getCause());
      }
    }
    ManifestRow first = failure;
    if (first != null) {
      throw new BadDataException(Objects.requireNonNullElse(first.error(), first.path()));
    }
  }

  private void fit(int index, int threads) {
    Recording recording = recordings.get(index);
    double[] reported = {0};
    boolean ended = false;
    FitListener told =
        state -> {
          tracker.part((state.spent() - reported[0]) * recording.bytes());
          reported[0] = state.spent();
        };
    try {
      ManifestRow row =
          job.run(
              recording.path(),
              RecordingSource.of(in.resolve(recording.path())),
              threads,
              told.and(listeners.apply(recording.path())));
      finish(index, row, (1 - reported[0]) * recording.bytes());
      ended = true;
    } catch (CancellationException e) {
      ended = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!ended) {
        // A write error here would recur for the others; stop.
        stop.run();
      }
    }
  }

  private void finish(int index, ManifestRow row, double bytesLeft) throws StoreException {
    boolean fitted = row.fitSeconds() != null;
    try {
      Long unchanged = fitted ? null : journal.findUnchanged(row);
      rows[index] = unchanged != null ? unchanged : journal.append(row);
    } catch (IOException e) {
      throw StoreException.cannotWrite(Journal.NAME, e);
    }
    tracker.done(row, fitted, bytesLeft);
    if (failFast && !row.isOk()) {
      failure = row;
      stop.run();
    }
  }

  CorpusProgress progress() {
    return tracker.now();
  }

  /** All rows, sorted by path. */
  @Override
  public void forEach(ManifestFile.Sink sink) throws IOException {
    int[] order =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparing(this::path))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int index : order) {
      sink.accept(journal.read(rows[index]));
    }
  }

  private String path(int index) {
    return index < recordings.size()
        ? recordings.get(index).path()
        : problems.get(index - recordings.size()).path();
  }
}
