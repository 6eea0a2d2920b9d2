package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.command.ExitCode;

/** The cost estimate of {@code fit}, and its limit by {@code --max-size}. */
class EstimateTest {
  @TempDir private Path folder;
  private Path tone;

  @BeforeEach
  void writeTone() throws IOException {
    tone = Sounds.write(Sounds.tone(1, 1500), folder.resolve("t.wav"));
  }

  @Test
  void theCostIsReportedBeforeTheFitStarts() {
    CommandRun run = CommandRun.of("fit", tone, "--no-plot", "--quality", "draft").done();
    assertThat(run.cost())
        .singleElement()
        .asString()
        .containsPattern(
            "expecting about \\d+ parameters \\(\\d\\.\\d\\d per sample\\), .* s of fitting, a file of");
    assertThat(CommandRun.of("fit", tone, "--no-plot", "-y", "-q").done().cost()).isEmpty();
    assertThat(CommandRun.of("fit", tone, "--no-plot", "-y", "--json").done().cost()).isEmpty();
  }

  /** It would take longer to read than to wait for the fit; a program still gets it. */
  @Test
  void aShortDefaultFitIsNotEstimated() {
    assertThat(CommandRun.of("fit", tone, "--no-plot").done().cost()).isEmpty();
    assertThat(CommandRun.of("fit", tone, "--no-plot", "-y", "--json").done().json())
        .containsKey("estimate");
  }

  @Test
  void aBudgetTooSmallForTheGoalIsReported() {
    CommandRun run = CommandRun.of("fit", tone, "--no-plot", "--parameters", 8, "--snr", 90);
    assertThat(run.cost()).hasSize(2);
    assertThat(run.cost().getLast())
        .containsPattern("about \\d+ dB of the requested 90 dB; about ");
  }

  @Test
  @SuppressWarnings("unchecked")
  void jsonHasTheEstimate() throws IOException {
    Map<String, Object> result =
        CommandRun.of("fit", tone, "--no-plot", "--json", "--max-size", "20kB").done().json();
    long bytes = Files.size(folder.resolve("t.safetensors"));
    assertThat(result).containsEntry("modelBytes", (int) bytes);
    assertThat(bytes).isLessThanOrEqualTo(20_000);
    assertThat((Map<String, Object>) result.get("estimate"))
        .containsKeys("parameters", "seconds", "modelBytes", "snrDb");
  }

  @Test
  void anImpossibleMaximumSizeIsRefused() {
    CommandRun run = CommandRun.of("fit", tone, "--no-plot", "--max-size", "200");
    run.failed(ExitCode.USAGE);
    assertThat(run.err()).contains("200 bytes are too few").hasLineCount(1);
    assertThat(folder.resolve("t.safetensors")).doesNotExist();
  }
}
