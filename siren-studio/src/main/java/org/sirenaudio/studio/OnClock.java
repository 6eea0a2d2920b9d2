package org.sirenaudio.studio;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/**
 * A recording on the clock of another: at the other's rate and length, zero-padded.
 *
 * @param recording the recording, at its own rate
 * @param peaks of it
 * @param map from the other's clock to its own
 * @param sampleRate of the other
 * @param frames of the other
 */
record OnClock(ClipSource recording, Columns peaks, TimeMap map, double sampleRate, int frames)
    implements ClipSource, Columns {

  @Override
  public int channels() {
    return recording.channels();
  }

  @Override
  public Clip slice(int fromFrame, int count) {
    return Renderer.of(recording)
        .on(map)
        .threads(1)
        .at(sampleRate, new Renderer.Span(fromFrame, count));
  }

  @Override
  public float[][] columns(double from, double perColumn, int columns) {
    float[][] all = new float[channels()][2 * columns];
    double before = frame(from);
    for (int i = 0; i < columns; i++) {
      double after = frame(from + (i + 1) * perColumn);
      float[][] one = peaks.columns(before, after - before, 1);
      for (int c = 0; c < all.length; c++) {
        System.arraycopy(one[c], 0, all[c], 2 * i, 2);
      }
      before = after;
    }
    return all;
  }

  /** The recording's own frame at a frame of the other. */
  private double frame(double other) {
    return map.at(other / sampleRate) * recording.sampleRate();
  }
}
