package org.sirenaudio.corpus;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitMetadata;

/** Tracks the progress of a corpus fit and reports it to a listener. */
final class CorpusProgressTracker {

  private static final double MIN_INTERVAL_SECONDS = 0.1;

  private final Consumer<CorpusProgress> listener;
  private final int allClips;
  private final long allBytes;
  private final long begun = System.nanoTime();
  private int clips;
  private int failed;
  private int poor;
  private int reused;
  private double bytesDone;
  private double bytesFitted;
  private double audioSeconds;
  private double fittedSeconds;
  private @Nullable String firstError;
  private double reported = Double.NEGATIVE_INFINITY;

  CorpusProgressTracker(Consumer<CorpusProgress> listener, int allClips, long allBytes) {
    this.listener = listener;
    this.allClips = allClips;
    this.allBytes = allBytes;
  }

  /** Part of a recording has been fitted. */
  synchronized void part(double bytes) {
    bytesDone += bytes;
    bytesFitted += bytes;
    report(false);
  }

  /**
   * A recording is finished.
   *
   * @param bytesLeft the part of its length not yet reported by {@link #part}
   */
  synchronized void done(ManifestRow row, boolean fitted, double bytesLeft) {
    clips++;
    failed += row.isOk() ? 0 : 1;
    firstError = firstError == null ? row.error() : firstError;
    poor += row.snrDb() != null && row.snrDb() < FitMetadata.LOW_DB ? 1 : 0;
    reused += row.isOk() && !fitted ? 1 : 0;
    double seconds = row.durationSeconds() == null ? 0 : row.durationSeconds();
    audioSeconds += seconds;
    fittedSeconds += fitted ? seconds : 0;
    bytesDone += bytesLeft;
    bytesFitted += fitted ? bytesLeft : 0;
    report(clips == allClips);
  }

  private void report(boolean always) {
    double elapsed = elapsed();
    if (always || elapsed - reported >= MIN_INTERVAL_SECONDS) {
      reported = elapsed;
      listener.accept(state(elapsed));
    }
  }

  synchronized CorpusProgress now() {
    return state(elapsed());
  }

  private double elapsed() {
    return 1e-9 * (System.nanoTime() - begun);
  }

  private CorpusProgress state(double elapsed) {
    // A sum of parts of recordings need not end exactly at their length.
    double bytesLeft = clips == allClips ? 0 : Math.max(0, allBytes - bytesDone);
    return new CorpusProgress(
        clips,
        allClips,
        failed,
        poor,
        reused,
        bytesLeft == 0 ? 1 : 1 - bytesLeft / allBytes,
        audioSeconds,
        fittedSeconds / elapsed,
        elapsed,
        bytesFitted > 0 ? elapsed * bytesLeft / bytesFitted : Double.NaN,
        firstError);
  }
}
