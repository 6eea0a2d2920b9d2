package org.sirenaudio.render;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;

/**
 * A recording extended beyond its ends, for filters: mirrored at its first and its last frame,
 * repeatedly if need be. A filter thus sees no step at an end, as it would with zero padding: a
 * constant stays constant up to the ends, and a tone that ends at its peak continues smoothly. One
 * that ends elsewhere has a kink there, which affects the frames near the end (a tone at a quarter
 * of the new Nyquist frequency that ends at zero by at most a sixth).
 */
final class Mirror {
  private Mirror() {}

  /**
   * Maps any position to one within the recording.
   *
   * @param place in frames
   * @param frames of the recording
   * @return 0 to {@code frames − 1}; {@code place} itself if inside
   */
  static double at(double place, long frames) {
    double last = frames - 1;
    if (place >= 0 && place <= last) {
      return place;
    }
    if (last == 0) {
      return 0;
    }
    double along = Math.abs(place) % (2 * last);
    return along <= last ? along : 2 * last - along;
  }

  /** A span of a clip, possibly beyond its ends: {@code [channels][count]}. */
  static float[][] stretch(ClipSource clip, long from, int count) {
    if (from >= 0 && from + count <= clip.frames()) {
      return clip.slice((int) from, count).samples();
    }
    int[] places = new int[count];
    int first = Integer.MAX_VALUE;
    int last = 0;
    for (int i = 0; i < count; i++) {
      places[i] = (int) at((double) from + i, clip.frames());
      first = Math.min(first, places[i]);
      last = Math.max(last, places[i]);
    }
    Clip within = clip.slice(first, last - first + 1);
    float[][] stretch = new float[clip.channels()][count];
    for (int c = 0; c < stretch.length; c++) {
      float[] samples = within.channel(c);
      for (int i = 0; i < count; i++) {
        stretch[c][i] = samples[places[i] - first];
      }
    }
    return stretch;
  }
}
