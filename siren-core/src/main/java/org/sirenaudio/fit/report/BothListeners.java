package org.sirenaudio.fit.report;

import java.io.IOException;
import java.util.function.Supplier;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;

/** Forwards events to two listeners. */
record BothListeners(FitListener first, FitListener second) implements FitListener {
  @Override
  public void begun(ClipSource clip, FitConfig config) throws IOException {
    first.begun(clip, config);
    second.begun(clip, config);
  }

  @Override
  public void progress(FitProgress progress) {
    first.progress(progress);
    second.progress(progress);
  }

  @Override
  public void resumed(double seconds) {
    first.resumed(seconds);
    second.resumed(seconds);
  }

  @Override
  public void sketched(Supplier<FitSketch> now) {
    first.sketched(now);
    second.sketched(now);
  }

  @Override
  public void rendered(float[][] block, int frames) throws IOException {
    first.rendered(block, frames);
    second.rendered(block, frames);
  }

  @Override
  public void fitted(ClipModel model) throws IOException {
    first.fitted(model);
    second.fitted(model);
  }
}
