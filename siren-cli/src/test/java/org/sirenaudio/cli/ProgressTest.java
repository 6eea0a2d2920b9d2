package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.cli.console.ProgressDisplay;
import org.sirenaudio.cli.console.ProgressMode;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.fit.FitProgressText;
import org.sirenaudio.fit.report.FitProgress;

class ProgressTest {
  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
  }

  private CommandRun fit(int steps, String... more) {
    List<Object> words =
        new ArrayList<>(List.of("fit", recording, "-y", "--no-plot", "--keep-poor"));
    words.addAll(List.of("--hidden", 8, "--windows", 1, "--steps", steps, "--optimiser", "muon"));
    words.addAll(List.of(more));
    return CommandRun.of(words.toArray());
  }

  private static Map<String, Object> line(String text) {
    JsonContract.check("progress", text);
    return JsonLine.parse(text);
  }

  @ParameterizedTest
  @ValueSource(strings = {"json", "JSON"})
  void jsonProgressIsOneObjectPerLine(String mode) {
    CommandRun run = fit(250, "--progress", mode);
    assertThat(run.code()).isZero();
    assertThat(run.out()).startsWith("clip ");
    List<Map<String, Object>> lines = run.err().lines().map(ProgressTest::line).toList();
    // At the latest each hundred steps, and at the end.
    assertThat(lines).hasSizeGreaterThanOrEqualTo(4);
    assertThat(lines)
        .allSatisfy(
            line ->
                assertThat(line)
                    .containsOnlyKeys(
                        "step",
                        "spent",
                        "loss",
                        "snrDb",
                        "framesPerSecond",
                        "elapsedSeconds",
                        "secondsLeft",
                        "windows",
                        "rollbacks"));
    assertThat(lines).extracting(line -> (Integer) line.get("step")).isSorted();
    assertThat(lines).extracting(line -> (Double) line.get("spent")).isSorted();
    assertThat(lines).extracting(line -> (Double) line.get("elapsedSeconds")).isSorted();
    assertThat(lines.getLast()).containsEntry("step", 250).containsEntry("spent", 1.0);
    assertThat(lines.getLast().get("snrDb")).isInstanceOf(Double.class);
  }

  @Test
  void progressOfASilentFitIsValidJson() throws IOException {
    Path silence =
        Sounds.write(
            org.sirenaudio.audio.Clip.of(8000, new float[1][300]), folder.resolve("s.wav"));
    CommandRun run = CommandRun.of("fit", silence, "--progress", "json", "--no-plot");
    assertThat(run.code()).isZero();
    assertThat(run.err().lines().map(ProgressTest::line)).isNotEmpty();
  }

  @Test
  void upsamplingReportsProgress() {
    CommandRun run =
        CommandRun.of(
            "upsample",
            recording,
            "--factor",
            2,
            "--hidden",
            8,
            "--steps",
            9,
            "--progress",
            "json");
    assertThat(run.code()).isZero();
    assertThat(run.err().lines().map(ProgressTest::line))
        .isNotEmpty()
        .allSatisfy(line -> assertThat(line).containsKey("step"));
  }

  @Test
  void noProgressIsPrintedWithoutATerminal() {
    fit(9).done();
    fit(9, "--progress", "auto").done();
    fit(9, "--progress", "none").done();
    fit(9, "--progress", "bar", "--quiet").done();
  }

  @Test
  void aBarIsDrawnOnRequest() {
    CommandRun run = fit(9, "--progress", "bar");
    assertThat(run.code()).isZero();
    assertThat(run.err()).contains("fitting");
    assertThat(run.out()).contains("clip ").doesNotContain("fitting");
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void autoDrawsABarOnATerminalOnly(boolean terminal) {
    PrintStream sink = new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
    Streams streams = new Streams(new ByteArrayInputStream(new byte[0]), sink, sink, terminal);
    try (ProgressDisplay<FitProgress> display =
        ProgressDisplay.of(ProgressMode.AUTO, streams, new FitProgressText())) {
      assertThat(display)
          .isInstanceOf(terminal ? ProgressDisplay.Bar.class : ProgressDisplay.Silent.class);
    }
  }
}
