package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

class UpsampleCommandTest {
  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(), folder.resolve("tone.wav"));
  }

  @ParameterizedTest
  @CsvSource({
    "--factor, 4, 32000, 1600",
    "--factor, 1.5, 12000, 600",
    "--factor, 5/4, 10000, 500",
    "-r, 44100, 44100, 2205",
    "--rate, 8000, 8000, 400"
  })
  void theResultHasTheRequestedRate(String option, String value, int rate, int frames)
      throws IOException {
    CommandRun run =
        CommandRun.of("upsample", recording, option, value, "--hidden", 8, "--steps", 9).done();
    Path out = folder.resolve("tone-" + rate + ".wav");
    Clip rendered = Clip.read(out);
    assertThat(rendered.sampleRate()).isEqualTo(rate);
    assertThat(rendered.frames()).isEqualTo(frames);
    assertThat(run.out()).contains("9 steps", out + " (rendering)");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactlyInAnyOrder(recording, out);
    }
  }

  @Test
  void aLowerRatePointsToTheRightCommand() throws IOException {
    assertThat(CommandRun.of("upsample", recording, "-r", 4000).failed(ExitCode.USAGE).err())
        .contains("--rate 4000 is below the recording's 8000 Hz")
        .contains("siren downsample", "siren render -r 4000");
    assertThat(
            CommandRun.of("upsample", recording, "--factor", 1.0001).failed(ExitCode.USAGE).err())
        .contains("--factor 1.0001 turns 8000 Hz into 8000.800 Hz", "use --rate 8001");
    try (var files = Files.list(folder)) {
      assertThat(files).containsExactly(recording);
    }
  }

  @Test
  void upsampleEqualsFitFollowedByRender() throws IOException {
    Path model = folder.resolve("m.safetensors");
    Path rendered = folder.resolve("rendered.wav");
    Path upsampled = folder.resolve("upsampled.wav");
    CommandRun.of("fit", recording, "-o", model, "--hidden", 8, "--steps", 9).done();
    CommandRun.of("render", model, "-r", 16000, "-o", rendered, "--encoding", "pcm_24").done();
    CommandRun.of(
            "upsample",
            recording,
            "--factor",
            2,
            "-o",
            upsampled,
            "--hidden",
            8,
            "--steps",
            9,
            "--encoding",
            "pcm_24")
        .done();
    assertThat(upsampled).hasSameBinaryContentAs(rendered);
  }

  @Test
  void dashReadsStdinAndWritesStdout() throws IOException {
    CommandRun run =
        CommandRun.on(
            Files.readAllBytes(recording),
            "upsample",
            "-",
            "--factor",
            4,
            "-o",
            "-",
            "--hidden",
            8,
            "--steps",
            9,
            "--json");
    assertThat(run.code()).isZero();
    Clip rendered = Clip.read(new ByteArrayInputStream(run.bytes()), "stdout");
    assertThat(rendered.frames()).isEqualTo(4 * Sounds.FRAMES);
    assertThat(run.jsonBesideOutput()).containsEntry("rendering", "-").containsEntry("steps", 9);
  }

  @Test
  void jsonHasTheSummary() {
    CommandRun run =
        CommandRun.of("upsample", recording, "--factor", 2, "--hidden", 8, "--steps", 9, "--json");
    assertThat(run.done().json())
        .containsEntry("rendering", folder.resolve("tone-16000.wav").toString())
        .containsEntry("steps", 9)
        .containsKeys("snrDb", "parameters", "seconds");
  }

  @Test
  void existingFilesAreReplacedOnlyWhenAsked() throws IOException {
    Path taken = Files.writeString(folder.resolve("tone-16000.wav"), "mine");
    Object[] words = {"upsample", recording, "--factor", 2, "--hidden", 8, "--steps", 9};
    assertThat(CommandRun.of(words).failed(ExitCode.CANNOT_CREATE).err()).contains("-y");
    assertThat(taken).hasContent("mine");
    CommandRun.of("upsample", recording, "-r", 16000, "-y", "--hidden", 8, "--steps", 9).done();
    assertThat(Clip.read(taken).frames()).isEqualTo(2 * Sounds.FRAMES);
  }
}
