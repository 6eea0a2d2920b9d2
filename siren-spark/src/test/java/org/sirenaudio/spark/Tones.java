package org.sirenaudio.spark;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.sirenaudio.audio.Clip;

/** A corpus of short recordings of three random partials each, and of files that are not sound. */
final class Tones {
  private static final int RATE = 8000;

  private Tones() {}

  /** Writes recordings of 50 to 100 ms into folders of ten. */
  static void write(Path folder, int count) throws IOException {
    write(folder, count, "wav");
  }

  /** The same in files of another format. */
  static void write(Path folder, int count, String ending) throws IOException {
    for (int i = 0; i < count; i++) {
      SplittableRandom random = new SplittableRandom(i);
      float[] samples = new float[random.nextInt(400, 800)];
      for (int p = 0; p < 3; p++) {
        double step = 2 * Math.PI * random.nextDouble(100, 1500) / RATE;
        for (int n = 0; n < samples.length; n++) {
          samples[n] += (float) (0.3 * Math.sin(step * n + p));
        }
      }
      Path file = folder.resolve("%d/tone%03d.%s".formatted(i / 10, i, ending));
      Files.createDirectories(file.getParent());
      Clip.of(RATE, new float[][] {samples}).write(file);
    }
  }

  /** Adds one file that is empty and one of text. */
  static void spoil(Path folder) throws IOException {
    Files.write(folder.resolve("empty.wav"), new byte[0]);
    Files.writeString(folder.resolve("text.flac"), "Hello, sound!");
  }
}
