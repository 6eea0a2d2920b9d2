package org.sirenaudio.export;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Programs of the system that tests use where they are there. */
final class Tool {
  static final String GCC = "/usr/bin/gcc";
  static final String PYTHON = "/usr/bin/python3";

  private Tool() {}

  static void assumeGcc() {
    assumeTrue(Files.isExecutable(Path.of(GCC)), "no gcc to compile with");
  }

  /** Of Python with a package. */
  static void assumePython(String name) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(PYTHON)), "no Python to read with");
    Process process = start(List.of(PYTHON, "-c", "import " + name));
    process.getInputStream().readAllBytes();
    assumeTrue(process.waitFor() == 0, "no " + name + " for Python");
  }

  /** Runs a program, which must neither fail nor say anything. */
  static void run(String... words) throws Exception {
    Process process = start(List.of(words));
    String output = new String(process.getInputStream().readAllBytes(), UTF_8);
    assertThat(output).as(String.join(" ", words)).isEmpty();
    assertThat(process.waitFor()).isZero();
  }

  private static Process start(List<String> words) throws IOException {
    return new ProcessBuilder(words).redirectErrorStream(true).start();
  }
}
