package org.sirenaudio.fit.report;

import java.io.IOException;
import java.util.function.Supplier;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;

/** Hears of a fit while it runs, one call at a time. */
@FunctionalInterface
public interface FitListener {

  /**
   * A fit begins.
   *
   * @param clip what is fitted; what is missing of it has been filled
   * @throws IOException if whoever listens cannot go on; the fit then fails with it
   */
  default void begun(ClipSource clip, FitConfig config) throws IOException {}

  /** How far the fit is, at most some tens of times a second. */
  void progress(FitProgress progress);

  /**
   * An interrupted fit is resumed.
   *
   * @param seconds of fitting that it had had
   */
  default void resumed(double seconds) {}

  /**
   * The networks can be looked at, a few times a second. Whoever does not ask for them pays
   * nothing; to ask holds up training for as long as a copy takes, and does not change its result.
   *
   * @param now asked within this call, what the networks are at this moment
   */
  default void sketched(Supplier<FitSketch> now) {}

  /**
   * The fitted networks' rendering at the recording's own rate, block by block in order of time,
   * when training is over. The fit is measured by it, so who wants it need not render it again.
   *
   * @param block {@code [channels][at least frames]}
   * @param frames how many are in it
   * @throws IOException if it cannot be kept; the fit then fails with it
   */
  default void rendered(float[][] block, int frames) throws IOException {}

  /**
   * The fit is done.
   *
   * @param model with its {@link FitMetadata}
   * @throws IOException if whoever listens cannot go on; the fit then fails with it
   */
  default void fitted(ClipModel model) throws IOException {}

  /** This one, then another. */
  default FitListener and(FitListener other) {
    return new BothListeners(this, other);
  }
}
