package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Streams;
import picocli.CommandLine;

/** What README and docs say of commands: the guide written from --help, and their examples. */
class CommandGuideTest {
  private static final Path ROOT = Path.of("..");
  private static final Path GUIDE = ROOT.resolve("docs/command-line.md");

  @TempDir Path folder;

  /** {@code -Dsiren.docs=write} writes it. */
  @Test
  void theGuideMatchesTheHelp() throws IOException {
    StringBuilder whole =
        new StringBuilder(
            """
            # The command line

            What `siren COMMAND --help` prints, command by command; a test writes this page. [Start](start.md) says what holds for all of them.
            """);
    try (Interrupt interrupt = Interrupt.armed()) {
      help(Main.commands(Streams.ofProcess(), interrupt), List.of(), whole);
    }
    if ("write".equals(System.getProperty("siren.docs"))) {
      Files.writeString(GUIDE, whole);
    }
    assertThat(Files.readString(GUIDE)).isEqualTo(whole.toString());
  }

  private static void help(CommandLine command, List<String> words, StringBuilder into) {
    List<Object> line = new ArrayList<>(words);
    line.add("--help");
    into.append("\n## %s\n\n```\n".formatted(command.getCommandSpec().qualifiedName()));
    into.append(CommandRun.of(line.toArray()).done().out().strip()).append("\n```\n");
    for (Map.Entry<String, CommandLine> inner : command.getSubcommands().entrySet()) {
      List<String> more = new ArrayList<>(words);
      more.add(inner.getKey());
      help(inner.getValue(), more, into);
    }
  }

  static List<String> examples() throws IOException {
    List<String> lines = new ArrayList<>();
    List<Path> pages = new ArrayList<>(List.of(ROOT.resolve("README.md")));
    try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
      docs.filter(file -> file.toString().endsWith(".md")).sorted().forEach(pages::add);
    }
    for (Path page : pages) {
      for (String line : Files.readAllLines(page)) {
        if (line.matches("(    |\\$ |    \\$ )\\./siren .*")) {
          lines.add(line.strip().replaceFirst("^\\$ ", ""));
        }
      }
    }
    return lines;
  }

  /** The words of an example behind {@code ./siren}, without what is no part of the command. */
  private static String[] words(String example) {
    return example
        .replaceFirst("^\\./siren ", "")
        .replaceFirst("\\s+# .*|\\s+\\|.*", "")
        .strip()
        .split("\\s+");
  }

  @ParameterizedTest
  @MethodSource("examples")
  void everyExampleParses(String example) {
    if (example.startsWith("./siren bench")) {
      return;
    }
    try (Interrupt interrupt = Interrupt.armed()) {
      Main.commands(Streams.ofProcess(), interrupt)
          .setCaseInsensitiveEnumValuesAllowed(true)
          .parseArgs(words(example));
    }
  }

  /** In the README's order, each on files that are shipped or written by a line above it. */
  @Test
  void examplesOfTheReadmeRun() throws IOException {
    Files.createDirectories(folder.resolve("examples"));
    Files.copy(ROOT.resolve("examples/speech.wav"), folder.resolve("examples/speech.wav"));
    int run = 0;
    for (String line : Files.readAllLines(ROOT.resolve("README.md"))) {
      if (!line.startsWith("    ./siren ") || line.contains("./siren studio")) {
        continue;
      }
      String[] words = words(line.strip());
      for (int i = 0; i < words.length; i++) {
        if (words[i].matches("[a-z0-9/-]+\\.[a-z0-9]+") && !words[i].matches("[0-9.]+")) {
          words[i] = folder.resolve(words[i]).toString();
        }
      }
      CommandRun result = CommandRun.of((Object[]) words);
      assertThat(result.code()).as(line + "\n" + result.err()).isZero();
      run++;
    }
    assertThat(run).isGreaterThan(4);
    assertThat(folder.resolve("speech-48k.wav")).exists();
    assertThat(folder.resolve("speech.onnx")).exists();
  }
}
