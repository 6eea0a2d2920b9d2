package org.sirenaudio.bench;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Kills fits of {@code ./siren} as {@code kill -9} does, at random moments, lets each go on by the
 * same command, and compares what it comes to with an unbroken fit, byte by byte.
 */
final class Kills {

  static final String USAGE =
      """
      Usage: siren bench kills [TIMES] [STEPS] [RECORDING]
      Fits RECORDING (examples/speech.wav) by STEPS steps (100), kills it at a random moment, goes
      on with it, and compares the model with that of an unbroken fit; TIMES times (50).
      """;

  private static final long SEED = 1;

  /** So short that most fits have something to go on from. */
  private static final String CHECKPOINT_SECONDS = "0.1";

  private final Path root;
  private final int times;
  private final int steps;
  private final Path recording;
  private final Consumer<String> say;

  private Kills(Path root, int times, int steps, Path recording, Consumer<String> say) {
    this.root = root;
    this.times = times;
    this.steps = steps;
    this.recording = recording;
    this.say = say;
  }

  /**
   * Runs the check that the command line asks for.
   *
   * @return how many fits came to something else, or could not go on
   * @throws IllegalArgumentException if the command line cannot be understood
   */
  static int run(Path root, List<String> words, Consumer<String> say) throws IOException {
    int times = words.isEmpty() ? 50 : Integer.parseInt(words.getFirst());
    int steps = words.size() < 2 ? 100 : Integer.parseInt(words.get(1));
    Path recording = words.size() < 3 ? root.resolve("examples/speech.wav") : Path.of(words.get(2));
    if (times < 1 || words.size() > 3) {
      throw new IllegalArgumentException("kills takes TIMES (at least 1), STEPS and RECORDING");
    }
    return new Kills(root, times, steps, recording, say).run();
  }

  private int run() throws IOException {
    Path folder = Files.createTempDirectory("siren-kills");
    try {
      Path whole = folder.resolve("whole.safetensors");
      // The first one may build the command.
      require(fit(whole, Double.POSITIVE_INFINITY).code());
      Files.delete(whole);
      Run unbroken = fit(whole, Double.POSITIVE_INFINITY);
      require(unbroken.code());
      say.accept("an unbroken fit takes %.1f s of the processor".formatted(unbroken.seconds()));
      SplittableRandom random = new SplittableRandom(SEED);
      int same = 0;
      int left = 0;
      for (int i = 1; i <= times; i++) {
        Path model = folder.resolve(i + ".safetensors");
        double moment = random.nextDouble(unbroken.seconds());
        Run killed = fit(model, moment);
        boolean part = Files.exists(folder.resolve(model.getFileName() + ".part"));
        left += part ? 1 : 0;
        int code = Files.exists(model) && !part ? 0 : fit(model, Double.POSITIVE_INFINITY).code();
        boolean alike = code == 0 && Files.mismatch(whole, model) < 0;
        same += alike ? 1 : 0;
        say.accept(
            "%d: %s after %.2f s%s: %s"
                .formatted(
                    i,
                    killed.code() == 0 ? "done" : "killed",
                    killed.seconds(),
                    part ? " with a checkpoint" : "",
                    alike ? "the same file" : "NOT the same file, exit code " + code));
        Files.deleteIfExists(model);
      }
      say.accept(
          "%d of %d the same file; %d of them had left a checkpoint".formatted(same, times, left));
      return times - same;
    } finally {
      delete(folder);
    }
  }

  private static void require(int code) throws IOException {
    if (code != 0) {
      throw new IOException("./siren fit ended with exit code " + code);
    }
  }

  /** A process that has ended: its exit code, and the processor's time that it took. */
  private record Run(int code, double seconds) {}

  /** Fits, and kills the fit when it has had so many seconds of the processor. */
  private Run fit(Path model, double killAtSeconds) throws IOException {
    List<String> command = new ArrayList<>();
    command.addAll(List.of(root.resolve("siren").toString(), "fit", recording.toString()));
    command.addAll(List.of("-o", model.toString(), "-q", "--no-rendering", "--no-picture", "-y"));
    command.addAll(List.of("--steps", "" + steps, "--checkpoint", CHECKPOINT_SECONDS));
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    double seconds = 0;
    try {
      // Not by the clock: other work on the machine would move all moments to the start.
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

  static void delete(Path folder) throws IOException {
    Files.walkFileTree(
        folder,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult postVisitDirectory(Path visited, @Nullable IOException failure)
              throws IOException {
            Files.delete(visited);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
