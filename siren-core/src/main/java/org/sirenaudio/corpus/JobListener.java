package org.sirenaudio.corpus;

import java.io.IOException;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.fit.report.FitSketch;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/**
 * Listens to the fit of one recording of a corpus: forwards its progress, cancels it on request,
 * and keeps the rendering of a recording held in memory.
 */
final class JobListener implements FitListener {
  private final Fitter fitter;
  private final FitListener other;
  private final BooleanSupplier stopped;
  private final @Nullable ClipCollector kept;

  /**
   * @param other receives the same events
   */
  JobListener(Fitter fitter, ClipSource clip, FitListener other, BooleanSupplier stopped) {
    this.fitter = fitter;
    this.other = other;
    this.stopped = stopped;
    kept = clip instanceof Clip ? new ClipCollector(clip.sampleRate(), clip.frames()) : null;
  }

  @Override
  public void begun(ClipSource clip, FitConfig config) throws IOException {
    other.begun(clip, config);
  }

  @Override
  public void resumed(double seconds) {
    other.resumed(seconds);
  }

  @Override
  public void progress(FitProgress state) {
    other.progress(state);
    if (stopped.getAsBoolean()) {
      // The result of a cancelled fit is not needed.
      fitter.stop();
      throw new CancellationException("stopped");
    }
  }

  @Override
  public void sketched(Supplier<FitSketch> now) {
    other.sketched(now);
  }

  @Override
  public void rendered(float[][] block, int count) throws IOException {
    other.rendered(block, count);
    if (kept != null) {
      kept.add(block, count);
    }
  }

  @Override
  public void fitted(ClipModel model) throws IOException {
    other.fitted(model);
  }

  /** The model on the recording's sample grid: kept in memory, or rendered on reading. */
  ClipSource rendering(ClipModel model, int threads) {
    return kept != null
        ? kept.clip()
        : Renderer.of(model).threads(threads).source(model.sampleRate());
  }
}
