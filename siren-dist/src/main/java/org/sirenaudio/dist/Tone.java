package org.sirenaudio.dist;

import java.io.IOException;
import java.nio.file.Path;
import org.sirenaudio.audio.Clip;

/** A sound for trying out the command. */
final class Tone {
  private static final int RATE = 8000;

  private Tone() {}

  static void write(Path file) throws IOException {
    float[] samples = new float[RATE / 4];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) (0.3 * StrictMath.sin(2 * Math.PI * 440 * n / RATE));
    }
    Clip.of(RATE, new float[][] {samples}).write(file, true);
  }
}
