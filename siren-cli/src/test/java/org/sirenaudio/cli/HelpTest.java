package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.command.ExitCode;

class HelpTest {
  private static final String FIT =
      "--recipe --layers --hidden --parameters --windows --first-hz --first-omega --hidden-omega"
          + " --optimiser --lr --lr-scale --schedule --batch --oversampling --between --steps --seconds --snr"
          + " --loss --normalise --seed --threads --json --progress -o, --output -y, --overwrite";

  @ParameterizedTest
  @ValueSource(strings = {"--help", "-h"})
  void helpListsEveryCommand(String option) {
    CommandRun run = CommandRun.of(option).done();
    assertThat(run.out()).contains("Usage: siren", "--debug", "Exit codes", "130");
    assertThat(run.out().lines().map(line -> line.strip().replaceFirst(" .*", "")))
        .contains(
            "fit",
            "render",
            "upsample",
            "downsample",
            "warp",
            "export",
            "compare",
            "compare-networks",
            "info",
            "corpus",
            "studio");
  }

  @ParameterizedTest
  @CsvSource({
    "fit, "
        + FIT
        + " --no-rendering --plot --no-plot -q --gap --drop --band-limit --restart --encoding --tensorboard",
    "upsample, "
        + FIT
        + " --factor -r --encoding --no-dither --gap --drop --evaluate --plot --no-plot --restart",
    "downsample, --factor -r --rate --naive -o --output -y --json -q --encoding --no-dither",
    "compare, --json --plot --no-plot -y -q",
    "compare-networks, --seconds --steps --hidden --layers --first-hz --octaves --seed --threads --json --plot --no-plot -q -y",
    "warp, --speed --warp -r --rate --salvage --encoding --no-dither -o --output -y --threads --json -q",
    "render, -r --rate --naive --speed --warp --start --duration --encoding --no-dither -o --output -y --threads --json -q",
    "export, -o --output -y --overwrite --json -q",
    "info, --json -q",
    "corpus fit, " + FIT + " --manifest --fail-fast -q --tensorboard",
    "corpus render, -r --rate --naive --encoding --no-dither -o --output -y --threads --json -q",
    "studio, --port --no-open --data --max-upload --json -q"
  })
  void helpListsEveryOptionOfACommand(String command, String options) {
    CommandRun run = CommandRun.of((Object[]) (command + " --help").split(" ")).done();
    assertThat(run.out()).contains("Usage: siren " + command);
    assertThat(run.out().split("[\\s,=\\[\\]|()]+"))
        .contains(options.split("[\\s,]+"))
        .contains("--help", "--debug", "--version");
    assertThat(run.out().lines()).allMatch(line -> line.length() <= 80);
  }

  @ParameterizedTest
  @ValueSource(strings = {"--version", "-V", "fit --version"})
  void versionPrintsOneLine(String words) {
    CommandRun run = CommandRun.of((Object[]) words.split(" ")).done();
    assertThat(run.out()).startsWith("siren ").hasLineCount(1);
  }

  @Test
  void debugPrintsTheStackTrace(@TempDir Path folder) {
    Path missing = folder.resolve("none.wav");
    CommandRun.of("fit", missing).failed(ExitCode.NO_INPUT);
    for (Object[] words :
        new Object[][] {{"fit", missing, "--debug"}, {"--debug", "fit", missing}}) {
      CommandRun run = CommandRun.of(words);
      assertThat(run.code()).isEqualTo(ExitCode.NO_INPUT);
      assertThat(run.err()).startsWith("siren: ").contains("\tat org.sirenaudio.");
    }
    CommandRun usage = CommandRun.of("fit", "--layers", "x", "--debug");
    assertThat(usage.code()).isEqualTo(ExitCode.USAGE);
    assertThat(usage.err()).contains("\tat ");
  }
}
