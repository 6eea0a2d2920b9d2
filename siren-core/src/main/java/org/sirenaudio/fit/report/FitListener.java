package org.sirenaudio.fit.report;

import java.io.IOException;
import java.util.function.Supplier;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;

/**
 * Receives events of a running fit, one call at a time, though not always from the same thread. An
 * exception that it throws ends the fit and is rethrown by it.
 */
@FunctionalInterface
public interface FitListener {

  /**
   * A fit starts.
   *
   * @param clip the training data, with missing samples restored
   * @throws IOException if the listener cannot continue; the fit then fails with it
   */
  default void begun(ClipSource clip, FitConfig config) throws IOException {}

  /** Progress, at most some tens of times per second. */
  void progress(FitProgress progress);

  /**
   * An interrupted fit is resumed.
   *
   * @param seconds of fitting before the interruption
   */
  default void resumed(double seconds) {}

  /**
   * The current networks are available, a few times per second. Costs nothing unless requested; a
   * request pauses training for the time of a copy and does not change its result.
   *
   * @param now returns the networks as of this moment; valid within this call
   */
  default void sketched(Supplier<FitSketch> now) {}

  /**
   * The final rendering at the recording's own rate, block by block in time order, after training.
   * It is computed for measuring anyway, so listeners need not render again.
   *
   * @param block {@code [channels][at least frames]}
   * @param frames number of valid frames
   * @throws IOException if it cannot be kept; the fit then fails with it
   */
  default void rendered(float[][] block, int frames) throws IOException {}

  /**
   * The fit is complete.
   *
   * @param model with its {@link FitMetadata}
   * @throws IOException if the listener cannot continue; the fit then fails with it
   */
  default void fitted(ClipModel model) throws IOException {}

  /** This listener, then another. */
  default FitListener and(FitListener other) {
    return new BothListeners(this, other);
  }
}
