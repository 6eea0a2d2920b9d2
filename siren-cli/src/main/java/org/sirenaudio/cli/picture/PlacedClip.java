package org.sirenaudio.cli.picture;

import java.util.Objects;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.time.TimeMap;

/**
 * A recording on another's time axis, accurate enough for a picture: a stretch begins with the
 * nearest frame and continues at the recording's own speed, with an error of far less than a pixel.
 */
record PlacedClip(ClipSource clip, TimeMap map, int frames) implements ClipSource {

  /**
   * @param map from the axis to the recording
   * @param seconds of the axis
   */
  static PlacedClip of(ClipSource clip, TimeMap map, double seconds) {
    return new PlacedClip(
        clip, map, Math.clamp(Math.round(seconds * clip.sampleRate()), 1, Integer.MAX_VALUE));
  }

  @Override
  public double sampleRate() {
    return clip.sampleRate();
  }

  @Override
  public int channels() {
    return clip.channels();
  }

  @Override
  public Clip slice(int fromFrame, int count) {
    Objects.checkFromIndexSize(fromFrame, count, frames);
    float[][] into = new float[channels()][count];
    long first = Math.round(map.at(fromFrame / sampleRate()) * sampleRate());
    int from = Math.clamp(first, 0, clip.frames());
    int end = Math.clamp(first + count, 0, clip.frames());
    if (from < end) {
      Clip part = clip.slice(from, end - from);
      for (int c = 0; c < into.length; c++) {
        System.arraycopy(part.channel(c), 0, into[c], (int) (from - first), part.frames());
      }
    }
    return Clip.of(sampleRate(), into);
  }
}
