package org.sirenaudio.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The wall time of {@code ./siren info} on a small model, from start to exit of the process. */
final class Startup {

  private static final Workload MODEL = new Workload(Workload.USUAL_LAYERS, 48, 16_000);

  private Startup() {}

  /**
   * @param root the checkout
   * @param runs how many count; one more goes before, which may build the command
   */
  static Outcome measure(String name, Path root, int runs) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path model = folder.resolve("model.safetensors");
      Rendering.model(MODEL).write(model);
      double[] seconds = new double[runs];
      for (int run = -1; run < runs; run++) {
        long start = System.nanoTime();
        int code = info(root, model);
        double elapsed = 1e-9 * (System.nanoTime() - start);
        if (code != 0) {
          return new Outcome.Skipped(name, "./siren info ended with exit code " + code);
        }
        if (run >= 0) {
          seconds[run] = elapsed;
        }
      }
      return new Outcome.Measured(name, 0, new Series(seconds));
    }
  }

  private static int info(Path root, Path model) throws IOException {
    List<String> command = List.of(root.resolve("siren").toString(), "info", model.toString());
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      return process.waitFor();
    } catch (InterruptedException e) {
      process.destroy();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
