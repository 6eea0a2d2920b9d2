package org.sirenaudio.bench.fits;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.sirenaudio.bench.console.Checkout;
import org.sirenaudio.bench.console.Console;
import org.sirenaudio.bench.console.KillsOption;
import org.sirenaudio.bench.console.RecordingOption;
import org.sirenaudio.bench.console.StepsOption;
import org.sirenaudio.bench.console.TemporaryFolder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/**
 * Kills fits of {@code ./siren} with SIGKILL at random moments, resumes each with the same command,
 * and compares the results with an uninterrupted fit, byte by byte.
 */
@Command(
    name = "kills",
    description = {
      "Kills fits and checks that they resume.",
      "Kills a fit at a random moment as kill -9 does, resumes it, and compares the model with that"
          + " of an uninterrupted fit."
    })
public final class Kills implements Callable<Integer> {

  private static final long SEED = 1;

  /** Short enough for most fits to have a checkpoint. */
  private static final String CHECKPOINT_SECONDS = "0.1";

  @Mixin private final KillsOption count = new KillsOption();

  @Mixin private final StepsOption length = new StepsOption(100);

  @Mixin private final RecordingOption recording = new RecordingOption();

  private Kills() {}

  @Override
  public Integer call() throws IOException {
    try (TemporaryFolder folder = TemporaryFolder.create()) {
      Path whole = folder.resolve("whole.safetensors");
      // The first one may build the command.
      require(fit(whole, Double.POSITIVE_INFINITY).code());
      Files.delete(whole);
      Run unbroken = fit(whole, Double.POSITIVE_INFINITY);
      require(unbroken.code());
      Console.say("an uninterrupted fit takes %.1f s of CPU time".formatted(unbroken.seconds()));
      SplittableRandom random = new SplittableRandom(SEED);
      int same = 0;
      int left = 0;
      for (int i = 1; i <= count.kills(); i++) {
        Path model = folder.resolve(i + ".safetensors");
        double moment = random.nextDouble(unbroken.seconds());
        Run killed = fit(model, moment);
        boolean part = Files.exists(folder.resolve(model.getFileName() + ".part"));
        left += part ? 1 : 0;
        int code = Files.exists(model) && !part ? 0 : fit(model, Double.POSITIVE_INFINITY).code();
        boolean alike = code == 0 && Files.mismatch(whole, model) < 0;
        same += alike ? 1 : 0;
        Console.say(
            "%d: %s after %.2f s%s: %s"
                .formatted(
                    i,
                    killed.code() == 0 ? "done" : "killed",
                    killed.seconds(),
                    part ? " with a checkpoint" : "",
                    alike ? "the same file" : "NOT the same file, exit code " + code));
        Files.deleteIfExists(model);
      }
      Console.say(
          "%d of %d the same file; %d of them had left a checkpoint"
              .formatted(same, count.kills(), left));
      return same == count.kills() ? 0 : Console.FAILED;
    }
  }

  private static void require(int code) throws IOException {
    if (code != 0) {
      throw new IOException("./siren fit ended with exit code " + code);
    }
  }

  /** A finished process: its exit code and CPU time. */
  private record Run(int code, double seconds) {}

  /** Fits, and kills the fit after the given CPU time in seconds. */
  private Run fit(Path model, double killAtSeconds) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(Checkout.file("siren").toString(), "fit", recording.file().toString()));
    command.addAll(List.of("-o", model.toString(), "-q", "--no-rendering", "--no-plot", "-y"));
    command.addAll(List.of("--steps", "" + length.steps(), "--checkpoint", CHECKPOINT_SECONDS));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    double seconds = 0;
    try {
      // Not by wall time: other load would shift all moments towards the start.
      while (!process.waitFor(2, TimeUnit.MILLISECONDS)) {
        seconds = process.info().totalCpuDuration().map(d -> 1e-9 * d.toNanos()).orElse(seconds);
        if (seconds >= killAtSeconds) {
          process.destroyForcibly();
        }
      }
      return new Run(process.waitFor(), seconds);
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }
}
