package org.sirenaudio.bench.console;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The checkout that {@code ./siren bench} runs in. */
public final class Checkout {

  /** System property with its path; set by the launcher. */
  private static final String PROPERTY = "siren.root";

  private Checkout() {}

  /**
   * Runs {@code ./siren} to completion.
   *
   * @return its exit code
   */
  public static int siren(List<String> words, Redirect out, Redirect err) throws IOException {
    List<String> command = new ArrayList<>(words);
    command.addFirst(file("siren").toString());
    Process process = new ProcessBuilder(command).redirectOutput(out).redirectError(err).start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  public static Path root() {
    return Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize();
  }

  /**
   * @param path relative to the checkout's root, with {@code /} as separator
   */
  public static Path file(String path) {
    return root().resolve(path).normalize();
  }
}
