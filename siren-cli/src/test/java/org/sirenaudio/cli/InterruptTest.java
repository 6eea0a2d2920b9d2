package org.sirenaudio.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.manifest.Manifests;
import org.sirenaudio.model.ClipModel;

/** Ctrl-C, in a process of its own. */
class InterruptTest {
  private static final Path KILL = Path.of("/bin/kill");
  private static final int CLIPS = 24;

  @TempDir Path folder;

  @BeforeEach
  void canBeSent() {
    assumeTrue(Files.isExecutable(KILL), "no kill to send the signal");
  }

  /** The output of an interrupted process. */
  private record Ended(int code, String out, String err) {}

  /**
   * Runs a command with progress in JSON and interrupts it at the first line of progress that is
   * far enough. Both of its streams are read to their end, so that it never waits for a reader.
   */
  private static Ended interrupted(Predicate<String> farEnough, Object... words) throws Exception {
    Process process = CommandProcess.startInterruptible(words);
    try {
      CompletableFuture<String> out =
          CompletableFuture.supplyAsync(() -> text(process.getInputStream()));
      StringBuilder err = new StringBuilder();
      boolean sent = false;
      try (BufferedReader lines = process.errorReader(UTF_8)) {
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
          err.append(line).append('\n');
          if (!sent && line.startsWith("{") && farEnough.test(line)) {
            sent = true;
            Process kill = new ProcessBuilder(KILL.toString(), "-INT", "" + process.pid()).start();
            assertThat(kill.waitFor()).isZero();
          }
        }
      }
      assertThat(sent).as("a line of progress in: %s", err).isTrue();
      return new Ended(process.waitFor(), out.join(), err.toString());
    } finally {
      process.destroyForcibly();
    }
  }

  private static String text(InputStream in) {
    try {
      return new String(in.readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> files(Path of) throws IOException {
    try (Stream<Path> files = Files.walk(of)) {
      return files.filter(Files::isRegularFile).map(f -> of.relativize(f).toString()).toList();
    }
  }

  @Test
  void anInterruptedFitKeepsItsBestState() throws Exception {
    Path clip = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    Ended fit =
        interrupted(line -> true, "fit", clip, "--steps", "100000000", "--progress", "json");
    assertThat(fit.code).as(fit.err).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(fit.out).contains("interrupted: the best state so far");
    assertThat(ClipModel.read(folder.resolve("tone.safetensors")).frames()).isEqualTo(4000);
    assertThat(folder.resolve("tone.siren.wav")).isNotEmptyFile();
    assertThat(folder.resolve("tone.siren.png")).isNotEmptyFile();
    assertThat(files(folder))
        .as("the clip, three results, and what the same command resumes from")
        .hasSize(7)
        .filteredOn(name -> name.startsWith("tone.safetensors.part"))
        .hasSize(3);
    assertThat(fit.err).endsWith("siren: rerun the same command to resume the fit\n");
    CommandRun info = CommandRun.of("info", folder.resolve("tone.safetensors"), "--json").done();
    assertThat(info.out()).contains("\"interrupted\":true");
  }

  @Test
  void rerunningTheCommandResumesAnInterruptedFit() throws Exception {
    Path clip = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    Path model = folder.resolve("tone.safetensors");
    List<Object> words = new ArrayList<>(List.of("fit", clip, "--hidden", 16, "--windows", 3));
    words.addAll(List.of("--steps", 8000, "--progress", "json", "--checkpoint", 0.02));
    Path states = folder.resolve("tone.safetensors.part").resolve("states");
    Ended fit = interrupted(line -> Files.exists(states), words.toArray());
    assertThat(fit.code).as(fit.err).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(fit.err).endsWith("siren: rerun the same command to resume the fit\n");
    Path rendering = folder.resolve("tone.siren.wav");
    Files.writeString(rendering, "mine");
    CommandRun refused = CommandRun.of(words.toArray()).failed(ExitCode.CANNOT_CREATE);
    assertThat(refused.err()).contains(rendering + ": exists; add -y");
    Files.delete(rendering);
    CommandRun rest = CommandRun.of(words.toArray());
    assertThat(rest.code()).as(rest.err()).isZero();
    assertThat(rest.err()).startsWith("siren: resuming from ");
    byte[] resumed = Files.readAllBytes(model);
    assertThat(files(folder)).as("the clip and three results").hasSize(4);
    words.add("-y");
    assertThat(CommandRun.of(words.toArray()).code()).isZero();
    assertThat(model).hasBinaryContent(resumed);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--factor", "--evaluate"})
  void anInterruptedUpsamplingIsReported(String how) throws Exception {
    Path clip = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    List<Object> words = new ArrayList<>(List.of("upsample", clip, how, 2, "--windows", 1));
    words.addAll(List.of("--hidden", 16, "--optimiser", "muon", "--steps", 100_000_000));
    words.addAll(List.of("--progress", "json"));
    Ended fit = interrupted(line -> number(line, "step") > 50, words.toArray());
    assertThat(fit.code).as(fit.err).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(fit.out.lines().findFirst().orElse("")).contains("interrupted: the best state");
  }

  /** What an interrupted fit has written goes when the fit turns out to have learned nothing. */
  @Test
  void aResumedFitThatLearnsNothingLeavesNoFiles() throws Exception {
    Path clip = Sounds.write(Sounds.tone(1, 4000), folder.resolve("tone.wav"));
    List<Object> words = new ArrayList<>(List.of("fit", clip, "--hidden", 16, "--windows", 1));
    words.addAll(List.of("--optimiser", "adam", "--lr", 1e-12, "--steps", 4000));
    words.addAll(List.of("--progress", "json", "--checkpoint", 0.02));
    Path states = folder.resolve("tone.safetensors.part").resolve("states");
    Ended fit = interrupted(line -> Files.exists(states), words.toArray());
    assertThat(fit.code).as(fit.err).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(files(folder)).contains("tone.safetensors", "tone.siren.wav");
    CommandRun rest = CommandRun.of(words.toArray());
    assertThat(rest.code()).as(rest.err()).isEqualTo(ExitCode.CANNOT_FIT);
    assertThat(files(folder)).containsExactly("tone.wav");
  }

  @Test
  void anInterruptedCorpusKeepsItsModelsAndResumes() throws Exception {
    Path in = Files.createDirectory(folder.resolve("in"));
    for (int i = 0; i < CLIPS; i++) {
      Sounds.write(Sounds.tone(1, 800 + i), in.resolve("tone%02d.wav".formatted(i)));
    }
    Path out = folder.resolve("out");
    List<Object> words = new ArrayList<>(List.of("corpus", "fit", in, "-o", out, "--threads", 2));
    words.addAll(List.of("--hidden", 16, "--steps", 1000));
    List<Object> watched = new ArrayList<>(words);
    watched.addAll(List.of("--progress", "json"));
    Ended fit = interrupted(line -> number(line, "clips") > 0, watched.toArray());
    assertThat(fit.code).as(fit.err).isEqualTo(ExitCode.INTERRUPTED);
    assertThat(fit.out).isEmpty();
    assertThat(fit.err.lines().filter(line -> line.startsWith("siren: ")))
        .containsExactly(
            "siren: interrupted; finished models are kept in "
                + out
                + "; rerun the same command to resume");
    List<String> models = new ArrayList<>(files(out));
    assertThat(models.remove("journal.jsonl")).isTrue();
    assertThat(models)
        .as("whole models, nothing half-written")
        .isNotEmpty()
        .hasSizeLessThan(CLIPS)
        .allMatch(name -> name.matches("models/[0-9a-f]{64}\\.safetensors"));
    for (String model : models) {
      ClipModel.read(out.resolve(model));
    }
    words.add("--json");
    assertThat(CommandRun.of(words.toArray()).done().json())
        .containsEntry("reused", models.size())
        .containsEntry("fitted", CLIPS - models.size())
        .containsEntry("failed", 0);
    List<String> paths = new ArrayList<>();
    Manifests.read(out, row -> paths.add(row.path()));
    assertThat(paths).hasSize(CLIPS);
  }

  private static int number(String line, String key) {
    return ((Number) JsonLine.parse(line).get(key)).intValue();
  }
}
