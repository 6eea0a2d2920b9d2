package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.cli.console.Interrupt;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.ExitCode;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Every option of every command that takes a number, given numbers that make no sense: found in the
 * commands' own declarations, so that a new one is tried too.
 */
class NumericOptionsTest {
  private static final String FIT = " --steps 1 --no-plot --hidden 2 -y";

  /** What each command needs besides the option, so that it could run. */
  private static final Map<String, String> COMMANDS =
      Map.of(
          "fit", "fit IN -o OUT/m.safetensors" + FIT,
          "upsample", "upsample IN -o OUT/u.wav --factor 2" + FIT,
          "downsample", "downsample IN -o OUT/d.wav -y --factor 2",
          "warp", "warp IN -o OUT/w.wav -y",
          "render", "render MODEL -o OUT/r.wav -y",
          "compare-networks", "compare-networks IN --steps 1 --hidden 2 --no-plot --batch 16",
          "corpus fit", "corpus fit CORPUS -o OUT/c --steps 1 --hidden 2 --keep-poor");

  /** Where these are one choice of several, the others are left out. */
  private static final Map<String, String> RIVALS =
      Map.of("--seconds", "--steps 1", "--snr", "--steps 1", "--rate", "--factor 2");

  private static final Set<String> MAY_BE_NEGATIVE = Set.of("--seed");

  private static final Set<Class<?>> NUMBERS =
      Set.of(int.class, Integer.class, long.class, Long.class, double.class, Double.class);

  @TempDir private Path folder;

  @BeforeEach
  void write() throws IOException {
    Sounds.write(Sounds.tone(1, 400), folder.resolve("tone.wav"));
    Path corpus = Files.createDirectory(folder.resolve("corpus"));
    Sounds.write(Sounds.tone(1, 400), corpus.resolve("tone.wav"));
    Sounds.model(folder.resolve("tone.safetensors"));
    Files.createDirectory(folder.resolve("out"));
  }

  @ParameterizedTest
  @CsvSource({"-1", "NaN", "-Infinity", "1e999"})
  void everyNumericOptionRefusesMeaninglessNumbers(String value) {
    List<String> accepted = new ArrayList<>();
    int tried = 0;
    for (String command : COMMANDS.keySet()) {
      for (OptionSpec option : options(command)) {
        tried++;
        CommandRun run = run(command, option, value);
        String line = command + " " + option.longestName() + " " + value;
        if (run.code() == ExitCode.DONE || run.code() == ExitCode.CANNOT_FIT) {
          accepted.add(option.longestName());
          continue;
        }
        assertThat(run.code()).as(line + ": " + run.err()).isEqualTo(ExitCode.USAGE);
        assertThat(run.err()).as(line).hasLineCount(1).startsWith("siren: ");
        assertThat(run.err()).as(line).doesNotContain("Exception", "unexpected", "null", "java");
      }
    }
    assertThat(tried).as("options found").isGreaterThan(60);
    if (value.equals("-1")) {
      assertThat(accepted).allMatch(MAY_BE_NEGATIVE::contains);
    } else if (value.equals("1e999")) {
      // As long as it takes, or to the end, or never again.
      assertThat(accepted).allMatch(Set.of("--duration", "--checkpoint", "--min-window")::contains);
    } else {
      assertThat(accepted).isEmpty();
    }
  }

  private static List<OptionSpec> options(String command) {
    CommandLine line;
    try (Interrupt interrupt = Interrupt.armed()) {
      line = Main.commands(Streams.ofProcess(), interrupt);
    }
    for (String word : List.of(command.split(" ", -1))) {
      line = line.getSubcommands().get(word);
    }
    return line.getCommandSpec().options().stream()
        .filter(option -> !option.hidden() && NUMBERS.contains(option.type()))
        .toList();
  }

  private CommandRun run(String command, OptionSpec option, String value) {
    String name = option.longestName();
    String words = COMMANDS.get(command);
    words = words.replace(RIVALS.getOrDefault(name, name + " "), "");
    words =
        words
            .replace("MODEL", folder.resolve("tone.safetensors").toString())
            .replace("IN", folder.resolve("tone.wav").toString())
            .replace("CORPUS", folder.resolve("corpus").toString())
            .replace("OUT", folder.resolve("out").toString());
    List<Object> all = new ArrayList<>(List.of((Object[]) words.strip().split(" +")));
    all.add(name + "=" + value);
    return CommandRun.of(all.toArray());
  }

  @Test
  void aBudgetOrDurationOfZeroIsRefused() {
    for (String option : List.of("--seconds=0", "--seconds=-0.0", "--snr=0", "--duration=0")) {
      String command = option.startsWith("--duration") ? "render" : "fit";
      Path input = folder.resolve(command.equals("fit") ? "tone.wav" : "tone.safetensors");
      CommandRun run = CommandRun.of(command, input, option, "-o", folder.resolve("x.wav"));
      assertThat(run.failed(ExitCode.USAGE).err()).as(option).doesNotContain("Exception");
    }
  }
}
