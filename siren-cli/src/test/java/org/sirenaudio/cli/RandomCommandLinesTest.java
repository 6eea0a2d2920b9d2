package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.IOException;
import java.lang.reflect.Field;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.command.ExitCode;

/**
 * A hundred random command lines, from what the commands declare, keep what every command promises:
 * a documented exit code, one line for an error, JSON where it is asked for, and no file that is
 * not whole. {@code -Dsiren.lines=N} tries more, {@code -Dsiren.linesSeed=S} others.
 */
class RandomCommandLinesTest {
  private static final int LINES = Integer.getInteger("siren.lines", 100);
  private static final long SEED = Long.getLong("siren.linesSeed", 20);

  /** What a command may say beside an error. */
  private static final String REMARK =
      "siren: (--?[a-z-]+ is now .*|.* clipped.*|resuming .*|no plot: .*|the recording ends at .*"
          + "|.* frames declared in its header are missing.*)"
          + "|fitting +\\d+% .*|Epoch \\d+, Loss: .*";

  @TempDir private Path base;

  @Test
  void randomCommandLinesEndInAResultOrOneLine() throws Exception {
    FuzzMaterial material = FuzzMaterial.in(Files.createDirectory(base.resolve("before")));
    RandomWords lines = new RandomWords(SEED, material);
    List<String> broken = new ArrayList<>();
    Set<Integer> codes = new TreeSet<>();
    List<Path> here = list(Path.of(""));
    for (int i = 0; i < LINES; i++) {
      Path folder = Files.createDirectory(base.resolve(Integer.toString(i)));
      material.copyTo(folder);
      RandomWords.Line line = lines.next(folder);
      List<String> words = line.words();
      CommandRun run = CommandRun.on(stdin(words, material, i), words.toArray());
      codes.add(run.code());
      try {
        check(run);
        WholeFiles.check(folder, material.folder(), line.inputs());
      } catch (Exception | AssertionError e) {
        broken.add(
            "%s%n  %d: %s%n  %s"
                .formatted(String.join(" ", words), run.code(), run.err(), e.toString()));
      }
      delete(folder);
    }
    assertThat(String.join("\n\n", broken)).isEmpty();
    assertThat(list(Path.of(""))).isEqualTo(here);
    // They are not all refused for the same reason.
    assertThat(codes).contains(ExitCode.DONE, ExitCode.USAGE, ExitCode.BAD_DATA);
  }

  private static byte[] stdin(List<String> words, FuzzMaterial material, int i) throws IOException {
    List<String> names = material.names();
    Path file = material.folder().resolve(names.get(i % names.size()));
    return words.contains("-") && Files.isRegularFile(file)
        ? Files.readAllBytes(file)
        : new byte[0];
  }

  private static void check(CommandRun run) throws Exception {
    assertThat(documented()).contains(run.code());
    List<String> words = run.words();
    boolean debug = words.contains("--debug");
    List<String> said =
        run.err()
            .lines()
            .filter(line -> !line.isBlank() && !line.startsWith("{") && !line.matches(REMARK))
            .toList();
    boolean toStdout = String.join(" ", words).matches("(?!compare).* (-o|--output)[ =]-( .*)?");
    String progress = words.getFirst().equals("corpus") ? "corpus-progress" : "progress";
    if (!toStdout) {
      run.err()
          .lines()
          .filter(line -> line.startsWith("{"))
          .forEach(line -> JsonContract.check(progress, line));
    }
    if (run.code() == ExitCode.DONE) {
      assertThat(said).allMatch(line -> !line.startsWith("siren: ") && !line.startsWith("\tat"));
      checkResults(run, toStdout);
    } else if (!debug) {
      if (!run.out().isEmpty() && words.contains("--json")) {
        run.json();
      }
      assertThat(said).as("stderr").hasSize(1);
      assertThat(said.getFirst())
          .startsWith("siren: ")
          .doesNotContain("unexpected", "Exception", "org.sirenaudio", "java.");
    }
  }

  private static void checkResults(CommandRun run, boolean toStdout) {
    List<String> words = run.words();
    if (words.stream().anyMatch(word -> word.matches("-[hV]+|--help|--version"))) {
      assertThat(run.out()).isNotEmpty();
    } else if (toStdout) {
      assertThatCode(() -> WholeFiles.soundOrModel(run.bytes(), "stdout"))
          .doesNotThrowAnyException();
    } else if (words.contains("--json")) {
      run.json();
    }
  }

  /** The numbers of {@link ExitCode}. */
  private static Set<Integer> documented() throws IllegalAccessException {
    Set<Integer> codes = new TreeSet<>();
    for (Field field : ExitCode.class.getDeclaredFields()) {
      if (field.getType() == int.class) {
        codes.add(field.getInt(null));
      }
    }
    return codes;
  }

  private static List<Path> list(Path folder) throws IOException {
    try (var files = Files.list(folder)) {
      return files.sorted().toList();
    }
  }

  private static void delete(Path folder) throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : files.sorted(java.util.Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }
}
