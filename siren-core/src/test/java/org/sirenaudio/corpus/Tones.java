package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;

/** Short recordings, and a recipe that is done with each in a moment. */
final class Tones {
  static final FitConfig QUICK =
      FitConfig.balanced()
          .withNetwork(n -> n.withHiddenFeatures(8))
          .withBudget(new Budget.Steps(10))
          .withThreads(2);

  private static final int RATE = 8000;

  private Tones() {}

  /** A recording that differs from others by its number. */
  static Path write(Path file, int frames, int number) throws IOException {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) (0.5 * Math.sin((0.2 + 0.05 * number) * i));
    }
    Files.createDirectories(file.getParent());
    Clip.of(RATE, new float[][] {samples}).write(file);
    return file;
  }

  static byte[] bytes(Path folder, int frames, int number) throws IOException {
    return Files.readAllBytes(write(folder.resolve("some.wav"), frames, number));
  }

  /** A manifest that is kept in memory. */
  static final class Kept implements ManifestFile {
    final List<ManifestRow> rows = new ArrayList<>();

    @Override
    public String fileName() {
      return "manifest.kept";
    }

    @Override
    public void write(Path file, Rows all) throws IOException {
      rows.clear();
      all.forEach(rows::add);
    }
  }

  /** Names and contents of the models in a folder of results. */
  static Map<String, List<Byte>> models(Path out) throws IOException {
    Map<String, List<Byte>> models = new TreeMap<>();
    try (Stream<Path> files = Files.list(out.resolve("models"))) {
      for (Path file : files.toList()) {
        List<Byte> bytes = new ArrayList<>();
        for (byte b : Files.readAllBytes(file)) {
          bytes.add(b);
        }
        models.put(file.getFileName().toString(), bytes);
      }
    }
    return models;
  }
}
