package org.sirenaudio.studio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.report.FitSketch;

/**
 * The latest look at the networks of a running fit, as a model file. One is taken only when a page
 * has asked since the last, so a fit that nobody watches pays nothing.
 */
final class LiveModel {

  /** A look may take one part in so many of the fit's time. */
  private static final int REST = 50;

  /**
   * A look.
   *
   * @param version counts looks from 1
   * @param file a model file
   * @param windowDb the SNR of each window, in dB
   */
  record Look(int version, byte[] file, List<Double> windowDb) {}

  private volatile @Nullable Look latest;
  private volatile boolean wanted = true;
  private volatile double seconds;
  private volatile long due = Long.MIN_VALUE;

  /** A look later than one that the page has, if there is one; asks for another. */
  @Nullable Look after(int version) {
    Look look = latest;
    wanted = true;
    return look != null && look.version() > version ? look : null;
  }

  /** Takes a look, if somebody wants one. */
  void offer(Supplier<FitSketch> now) {
    long begun = System.nanoTime();
    if (!wanted || begun < due) {
      return;
    }
    wanted = false;
    FitSketch sketch = now.get();
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    try {
      sketch.model().write(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    Look before = latest;
    latest =
        new Look(before == null ? 1 : before.version() + 1, file.toByteArray(), sketch.windowDb());
    long taken = System.nanoTime() - begun;
    due = begun + REST * taken;
    double all = seconds + 1e-9 * taken;
    seconds = all;
  }

  /** Seconds that looks have taken from the fit. */
  double seconds() {
    return seconds;
  }

  /** Nothing is left to look at: the model has been written. */
  void clear() {
    latest = null;
    wanted = true;
  }
}
