package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.file.Path;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.EncodingOptions;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.render.Renderer;

/** A model on its recording's own grid: in memory, or, where it is long, rendered as it is read. */
public final class GridRendering {

  /** A longer rendering is not held in memory. */
  private static final int IN_MEMORY_SAMPLES = 1 << 25;

  private final Renderer renderer;
  private final double rate;
  private final boolean small;
  private ClipSource sound;

  private GridRendering(Renderer renderer, double rate, boolean small, ClipSource sound) {
    this.renderer = renderer;
    this.rate = rate;
    this.small = small;
    this.sound = sound;
  }

  /**
   * Renders the model of a fit.
   *
   * @param threads 0 for one per processor
   */
  public static GridRendering of(FitSession session, int threads) {
    Renderer renderer = Renderer.of(session.model()).threads(threads);
    double rate = session.clip().sampleRate();
    ClipSource sound = renderer.source(rate);
    boolean small = (long) sound.frames() * sound.channels() <= IN_MEMORY_SAMPLES;
    return new GridRendering(renderer, rate, small, small ? renderer.at(rate) : sound);
  }

  /** Writes the rendering, at the nearest rate that WAV can hold. */
  void write(Path file, EncodingOptions encoding, boolean overwrite, Streams streams)
      throws IOException {
    double whole = Math.rint(rate);
    encoding.write(rate == whole ? sound : renderer.source(whole), file, overwrite, streams);
    if (!small && rate == whole && encoding.exact()) {
      // So that the picture does not render it once more.
      sound = ClipSource.open(file);
    }
  }

  public ClipSource sound() {
    return sound;
  }
}
