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
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.parallel.Workers;

/** One run over a listed corpus: shares the recordings out and knows where the row of each lies. */
final class CorpusRun implements ManifestFile.Rows {

  private final Path in;
  private final List<Recording> recordings;
  private final List<Listing.Problem> problems;
  private final ClipJob job;
  private final Journal journal;
  private final Runnable stop;
  private final boolean failFast;
  private final CorpusReport report;

  /** Where the row of each recording, then of each problem, begins in the journal. */
  private final long[] rows;

  private volatile @Nullable ManifestRow failure;

  CorpusRun(
      Path in,
      Listing listing,
      ClipJob job,
      Journal journal,
      Runnable stop,
      boolean failFast,
      Consumer<CorpusProgress> progress) {
    this.in = in;
    recordings = listing.recordings();
    problems = listing.problems();
    this.job = job;
    this.journal = journal;
    this.stop = stop;
    this.failFast = failFast;
    rows = new long[recordings.size() + problems.size()];
    long bytes = recordings.stream().mapToLong(Recording::bytes).sum();
    report = new CorpusReport(progress, rows.length, bytes);
  }

  /**
   * Fits all recordings.
   *
   * @param cores how many threads in all
   * @throws BadDataException for the first recording that cannot be fitted, if failing fast
   */
  void fitAll(int cores, BooleanSupplier stopped) throws IOException {
    for (int i = 0; i < problems.size(); i++) {
      finish(recordings.size() + i, problems.get(i).row(), 0);
    }
    long[] bytes = recordings.stream().mapToLong(Recording::bytes).toArray();
    for (Shift shift : Shift.of(bytes, cores)) {
      try (Workers lanes = Workers.of(shift.lanes())) {
        lanes.forEach(
            shift.to() - shift.from(),
            i -> {
              if (!stopped.getAsBoolean()) {
                fit(shift.from() + i, shift.threads());
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
    double[] told = {0};
    boolean ended = false;
    try {
      ManifestRow row =
          job.run(
              recording.path(),
              Input.of(in.resolve(recording.path())),
              threads,
              spent -> {
                report.part((spent - told[0]) * recording.bytes());
                told[0] = spent;
              });
      finish(index, row, (1 - told[0]) * recording.bytes());
      ended = true;
    } catch (CancellationException e) {
      ended = true;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } finally {
      if (!ended) {
        // What could not be written here cannot be written elsewhere; the others need not try.
        stop.run();
      }
    }
  }

  private void finish(int index, ManifestRow row, double bytesLeft) throws StoreException {
    boolean fitted = row.fitSeconds() != null;
    try {
      Long before = fitted ? null : journal.sameAs(row);
      rows[index] = before != null ? before : journal.append(row);
    } catch (IOException e) {
      throw StoreException.cannotWrite(Journal.NAME, e);
    }
    report.done(row, fitted, bytesLeft);
    if (failFast && !row.isOk()) {
      failure = row;
      stop.run();
    }
  }

  CorpusProgress progress() {
    return report.now();
  }

  /** All rows, in order of their paths. */
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
