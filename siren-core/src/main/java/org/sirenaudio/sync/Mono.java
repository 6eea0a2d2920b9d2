package org.sirenaudio.sync;

import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;

/** The mean of a recording's channels, zero beyond its ends. */
record Mono(ClipSource clip) {

  double sampleRate() {
    return clip.sampleRate();
  }

  int frames() {
    return clip.frames();
  }

  double seconds() {
    return clip.seconds();
  }

  /** Samples from a frame on, possibly outside. */
  float[] stretch(long from, int count) {
    float[] mono = new float[count];
    int first = Math.clamp(from, 0, clip.frames());
    int end = Math.clamp(from + count, 0, clip.frames());
    if (first < end) {
      mix(clip.slice(first, end - first), mono, (int) (first - from));
    }
    return mono;
  }

  static void mix(Clip clip, float[] into, int at) {
    for (int c = 0; c < clip.channels(); c++) {
      float[] channel = clip.channel(c);
      for (int i = 0; i < channel.length; i++) {
        into[at + i] += channel[i] / clip.channels();
      }
    }
  }
}
