package org.sirenaudio.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Locale;
import java.util.stream.Stream;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.studio.StudioCommand;

/**
 * Performs what users wait for: the launcher runs it once after a build, while the JVM records the
 * loaded classes and what their methods do for the cache of later starts. It avoids the vector
 * module, whose classes cannot be stored.
 */
final class Rehearsal {
  private static final int RATE = 8000;

  private Rehearsal() {}

  public static void main(String[] args) throws IOException {
    Locale.setDefault(Locale.ROOT);
    int code = run("--help");
    run("studio", "--help");
    // Where listening is not permitted, the other commands still start sooner.
    StudioCommand.rehearse();
    Path folder = Files.createTempDirectory("siren-rehearsal");
    try {
      fit(folder);
    } finally {
      try (Stream<Path> all = Files.walk(folder)) {
        all.sorted(Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
      }
    }
    System.exit(code);
  }

  private static void fit(Path folder) throws IOException {
    String sound = folder.resolve("sound.wav").toString();
    String model = folder.resolve("model.safetensors").toString();
    float[] samples = new float[RATE / 10];
    for (int n = 0; n < samples.length; n++) {
      samples[n] = (float) (0.3 * Math.sin(2 * Math.PI * 440 * n / RATE));
    }
    Clip.of(RATE, new float[][] {samples}).write(Path.of(sound));
    run("fit", sound, "-o", model);
    run("info", sound);
    run("info", model);
    run("render", model, "-o", folder.resolve("rendering.wav").toString());
  }

  private static int run(String... words) {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return Main.run(InputStream.nullInputStream(), nowhere, nowhere, words);
  }
}
