package org.sirenaudio.bench.engine;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Path;
import java.util.List;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.TemporaryFolder;
import org.sirenaudio.bench.page.Goal;
import org.sirenaudio.bench.page.Page;
import org.sirenaudio.bench.timing.Outcome;
import org.sirenaudio.bench.timing.Series;
import org.sirenaudio.bench.work.Rendering;
import org.sirenaudio.bench.work.Workload;

/** The wall time of {@code ./siren info} on a small model, from start to exit. */
final class Startup {

  private static final Workload MODEL = new Workload(Workload.USUAL_LAYERS, 48, 16_000);

  private static final int RUNS = 10;

  private Startup() {}

  static void run(Bench bench, Page page) throws IOException {
    bench.progress("start-up");
    page.goal(
        switch (measure("./siren info", RUNS)) {
          case Outcome.Measured measured -> Goal.INFO.judge(measured.seconds());
          case Outcome.Skipped skipped -> Goal.INFO.skip(skipped.reason());
        });
  }

  /**
   * @param runs number of measured runs, after one that may build the command
   */
  private static Outcome measure(String name, int runs) throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path model = folder.resolve("model.safetensors");
      Rendering.model(MODEL).write(model);
      double[] seconds = new double[runs];
      for (int run = -1; run < runs; run++) {
        long start = System.nanoTime();
        int code = info(model);
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

  private static int info(Path model) throws IOException {
    return Checkout.siren(List.of("info", model.toString()), Redirect.DISCARD, Redirect.DISCARD);
  }
}
