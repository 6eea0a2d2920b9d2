package org.sirenaudio.fit.report;

import java.io.IOException;

/** Hears of a fit while it runs, one call at a time. */
@FunctionalInterface
public interface FitListener {

  /** How far the fit is, at most some tens of times a second. */
  void progress(FitProgress progress);

  /**
   * An interrupted fit is resumed.
   *
   * @param seconds of fitting that it had had
   */
  default void resumed(double seconds) {}

  /**
   * The fitted networks' rendering at the recording's own rate, block by block in order of time,
   * when training is over. The fit is measured by it, so who wants it need not render it again.
   *
   * @param block {@code [channels][at least frames]}
   * @param frames how many are in it
   * @throws IOException if it cannot be kept; the fit then fails with it
   */
  default void rendered(float[][] block, int frames) throws IOException {}
}
