package org.sirenaudio.studio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.Executor;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitSketch;

/**
 * The latest snapshot of a running fit's networks, as a model file. A snapshot is taken if a page
 * has asked since the last one; otherwise the networks are only measured occasionally, for the
 * curves. The fit pauses only while its networks are copied.
 */
final class LiveModel {

  /** Copies may take one part in this many of the fit's time. */
  private static final int COPY_REST = 100;

  /** The same for processing beside the fit. */
  private static final int WORK_REST = 100;

  /**
   * The first snapshots are slow until the code is compiled, so their time is not used for
   * scheduling.
   */
  private static final int COLD_LOOKS = 3;

  private static final double COLD_REST_SECONDS = 0.5;

  /** Snapshots without viewers are rarer by this factor. */
  private static final int UNWATCHED = 8;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** All snapshots of all fits, processed one at a time. */
  private static final Executor BESIDE =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("siren-look").unstarted(task));

  /**
   * A snapshot.
   *
   * @param version numbered from 1
   * @param file a model file
   */
  @SuppressWarnings("ArrayRecordComponent") // passed on, never compared
  record Look(int version, byte[] file) {}

  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Look latest;
  private volatile boolean wanted = true;
  private volatile double seconds;
  private volatile int looks;
  private volatile long due = Long.MIN_VALUE;
  private volatile long dueUnwatched = Long.MIN_VALUE;

  /** A newer snapshot than the page's, if there is one; requests another. */
  @Nullable Look after(int version) {
    Look look = latest;
    wanted = true;
    return look != null && look.version() > version ? look : null;
  }

  /**
   * Takes a snapshot if requested or due for measuring.
   *
   * @param measured receives each one's result, on another thread
   */
  void offer(Supplier<FitSketch> now, Consumer<FitSketch> measured) {
    long begun = System.nanoTime();
    if (begun < due || (!wanted && begun < dueUnwatched) || !busy.compareAndSet(false, true)) {
      return;
    }
    long before = ownTime();
    FitSketch sketch = now.get();
    long copied = ownTime() - before;
    double all = seconds + 1e-9 * copied;
    seconds = all;
    BESIDE.execute(
        () -> {
          try {
            long from = ownTime();
            measured.accept(sketch);
            if (wanted) {
              wanted = false;
              keep(sketch);
            }
            rest(begun, copied, ownTime() - from);
          } finally {
            busy.set(false);
          }
        });
  }

  /** CPU time of this thread in nanoseconds: on a busy machine, waiting is not work. */
  private static long ownTime() {
    return THREADS.getCurrentThreadCpuTime();
  }

  private void rest(long begun, long copied, long worked) {
    int before = looks;
    looks = before + 1;
    long pause =
        before < COLD_LOOKS
            ? (long) (1e9 * COLD_REST_SECONDS)
            : Math.max(COPY_REST * copied, WORK_REST * worked);
    due = begun + pause;
    dueUnwatched = begun + UNWATCHED * pause;
  }

  private void keep(FitSketch sketch) {
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      sketch.model().write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Look before = latest;
    latest = new Look(before == null ? 1 : before.version() + 1, file.toByteArray());
  }

  /** Seconds of the fit spent on copies. */
  double seconds() {
    return seconds;
  }

  /** No more snapshots: the model has been written. */
  void clear() {
    latest = null;
    wanted = true;
  }
}
