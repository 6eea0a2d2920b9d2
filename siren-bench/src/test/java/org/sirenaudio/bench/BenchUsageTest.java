package org.sirenaudio.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command line of {@code ./siren bench}. */
class BenchUsageTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "--quik",
        "--output",
        "nonsense",
        "--quick corpus",
        "--only everything --output page.md",
        "--only KINDS",
        "browser --play 0",
        "corpus 1",
        "corpus --clips 0",
        "corpus --steps two",
        "corpus --threads -1",
        "hyperparameters --fast",
        "kills --kills -1",
        "missing all",
        "rendering --quick",
        "kills --steps 0",
        "signals --first 0",
        "signals --first 5 --last 4",
        "signals --last 201",
        "signals one",
        "signals --write",
        "spark --pairs 0",
        "spark 1",
        "training --quik",
        "training --output"
      })
  void invalidOptionsAreRejectedBeforeTheRun(String words) {
    assertThat(BenchMain.run(words.split(" "))).isEqualTo(2);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "browser",
        "budgets",
        "corpus",
        "hyperparameters",
        "kills",
        "missing",
        "rendering",
        "signals",
        "spark",
        "studio",
        "studio-kills",
        "training"
      })
  void everyCommandHasHelp(String command) {
    assertThat(BenchMain.run((command + " --help").strip().split(" "))).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "budgets", "hyperparameters", "training"})
  void anUnwritablePageIsReportedBeforeTheRun(String command) {
    String words = (command + " --output /no/such/folder/page.md").strip();
    assertThat(BenchMain.run(words.split(" "))).isEqualTo(73);
  }
}
