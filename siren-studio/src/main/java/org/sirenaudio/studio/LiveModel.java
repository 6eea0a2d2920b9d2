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
 * The latest look at the networks of a running fit, as a model file. A look is taken when a page
 * has asked since the last; where nobody asks, the networks are measured now and then, for the
 * curves, and no more. The fit waits only while its networks are copied.
 */
final class LiveModel {

  /** Of the fit's time, copies may take one part in so many. */
  private static final int COPY_REST = 100;

  /** The same of what is done with them beside the fit. */
  private static final int WORK_REST = 100;

  /** Looks before that code is compiled are slow once, and no measure of the next. */
  private static final int COLD_LOOKS = 3;

  private static final double COLD_REST_SECONDS = 0.5;

  /** Where nobody watches, looks are as much rarer. */
  private static final int UNWATCHED = 8;

  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** All looks of all fits, one after the other. */
  private static final Executor BESIDE =
      Executors.newSingleThreadExecutor(
          task -> Thread.ofPlatform().daemon().name("siren-look").unstarted(task));

  /**
   * A look.
   *
   * @param version counts looks from 1
   * @param file a model file
   */
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Look(int version, byte[] file) {}

  private final AtomicBoolean busy = new AtomicBoolean();
  private volatile @Nullable Look latest;
  private volatile boolean wanted = true;
  private volatile double seconds;
  private volatile int looks;
  private volatile long due = Long.MIN_VALUE;
  private volatile long dueUnwatched = Long.MIN_VALUE;

  /** A look later than one that the page has, if there is one; asks for another. */
  @Nullable Look after(int version) {
    Look look = latest;
    wanted = true;
    return look != null && look.version() > version ? look : null;
  }

  /**
   * Takes a look, if somebody wants one or it is time to measure.
   *
   * @param measured hears of each, in another thread
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

  /** Nanoseconds that this thread has run: on a busy machine, waiting is no work. */
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

  /** Seconds of the fit's own that copies have taken. */
  double seconds() {
    return seconds;
  }

  /** Nothing is left to look at: the model has been written. */
  void clear() {
    latest = null;
    wanted = true;
  }
}
