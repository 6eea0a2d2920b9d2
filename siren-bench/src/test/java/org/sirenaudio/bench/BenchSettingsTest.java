package org.sirenaudio.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The command line of {@code ./siren bench}. */
class BenchSettingsTest {

  @Test
  void theDefaultIsAFullRunIntoTheCheckout() {
    Settings settings = Settings.parse().orElseThrow();
    assertThat(settings.quick()).isFalse();
    assertThat(settings.output()).isEqualTo(settings.root().resolve("BENCHMARKS.md"));
    assertThat(settings.command()).isEqualTo("./siren bench");
  }

  @Test
  void optionsAreTaken() {
    Settings settings = Settings.parse("--quick", "-o", "/tmp/page.md").orElseThrow();
    assertThat(settings.output()).isEqualTo(Path.of("/tmp/page.md"));
    assertThat(settings.command()).isEqualTo("./siren bench --quick");
    assertThat(Settings.parse("--help")).isEmpty();
  }

  @Test
  void badUsageAndUnwritableOutputAreFoundOutBeforeTheRun() {
    assertThat(Main.run("--quik")).isEqualTo(2);
    assertThat(Main.run("--output")).isEqualTo(2);
    assertThat(Main.run("--output", "/no/such/folder/page.md")).isEqualTo(73);
  }
}
