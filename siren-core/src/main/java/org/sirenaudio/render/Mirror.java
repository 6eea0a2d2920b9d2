package org.sirenaudio.render;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;

/**
 * A recording beyond its ends, where a filter near them asks for it: mirrored at its first and its
 * last frame, again and again if need be. So a filter shows no step at an end, as it would beside
 * silence: a constant stays one up to the ends, and a tone that ends at its peak goes on as if it
 * had not ended. One that ends elsewhere has a bend there, which changes the frames beside the end
 * (a tone of a quarter of the new Nyquist frequency that ends at zero by a sixth at most).
 */
final class Mirror {
  private Mirror() {}

  /**
   * The place within a recording that stands for any place.
   *
   * @param place in frames
   * @param frames of the recording
   * @return 0 to {@code frames − 1}; {@code place} itself where it is there
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

  /** A stretch of a clip that may reach beyond its ends: {@code [channels][count]}. */
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
