package org.sirenaudio.studio;

import java.io.IOException;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.render.Renderer;
import org.sirenaudio.time.TimeMap;

/** Two made recordings of one event, whose clocks are known. */
final class TwoClocks {
  static final int RATE = 16_000;
  static final double OFFSET = 1.75;
  static final double PPM = 120;
  static final int MISSING = 1024;
  static final double MISSING_AT = 14;
  private static final int SECONDS = 24;
  private static final double NOISE = 8e-4;

  private TwoClocks() {}

  /** Writes {@code camera.wav} and {@code recorder.wav} into a folder. */
  static void write(Path folder) throws IOException {
    Clip event = event();
    noisy(event.channel(0), 1).write(folder.resolve("camera.wav"));
    // The recorder begins later, and its clock runs slow.
    Clip whole =
        Renderer.of(event)
            .on(TimeMap.linear(OFFSET, 1 + 1e-6 * PPM))
            .at(RATE, new Renderer.Span(0, (SECONDS - 3) * RATE));
    int at = (int) ((MISSING_AT - OFFSET) * RATE);
    float[] left = new float[whole.frames() - MISSING];
    System.arraycopy(whole.channel(0), 0, left, 0, at);
    System.arraycopy(whole.channel(0), at + MISSING, left, at, left.length - at);
    noisy(left, 2).write(folder.resolve("recorder.wav"));
  }

  /** With independent microphone noise. */
  private static Clip noisy(float[] samples, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    float[] noisy = samples.clone();
    for (int i = 0; i < noisy.length; i++) {
      noisy[i] += (float) (NOISE * random.nextDouble(-1, 1));
    }
    return Clip.of(RATE, new float[][] {noisy});
  }

  /** Noise that swells and dies away, four times a second or so. */
  private static Clip event() {
    SplittableRandom random = new SplittableRandom(7);
    float[] samples = new float[SECONDS * RATE];
    double slow = 0;
    double slower = 0;
    double slowest = 0;
    double loud = 0.2;
    double towards = 0.2;
    for (int i = 0; i < samples.length; i++) {
      if (i % (RATE / 4) == 0) {
        towards = 0.02 + 0.5 * random.nextDouble();
      }
      loud += (towards - loud) * 2e-3;
      slow += 0.25 * (random.nextDouble(-1, 1) - slow);
      slower += 0.25 * (slow - slower);
      // Next to nothing near half the rate, which no interpolation keeps.
      slowest += 0.5 * (slower - slowest);
      samples[i] = (float) (2 * loud * slowest);
    }
    return Clip.of(RATE, new float[][] {samples});
  }
}
