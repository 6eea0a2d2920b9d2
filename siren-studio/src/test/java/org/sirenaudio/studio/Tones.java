package org.sirenaudio.studio;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.Encoding;

/** Recordings to try things on. */
final class Tones {
  static final int RATE = 8000;

  private Tones() {}

  /** Half a second of two tones, the second of which rises. */
  static Clip clip(int channels) {
    float[][] samples = new float[channels][RATE / 2];
    for (int c = 0; c < channels; c++) {
      for (int i = 0; i < samples[c].length; i++) {
        double t = i / (double) RATE;
        samples[c][i] =
            (float)
                (0.4 * Math.sin(2 * Math.PI * (220 + 90 * c) * t) * Math.exp(-3 * t)
                    + 0.2 * Math.sin(2 * Math.PI * 1330 * t * (1 + t)));
      }
    }
    return Clip.of(RATE, samples);
  }

  static byte[] wav(int channels) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    clip(channels).write(out, Encoding.FLOAT);
    return out.toByteArray();
  }
}
