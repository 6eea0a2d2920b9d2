package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

/** {@code siren warp}, and {@code siren render} on another clock. */
class WarpCommandTest {
  @TempDir private Path folder;
  private Path recording;
  private Path map;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(2, 4000), folder.resolve("tone.wav"));
    map = Files.writeString(folder.resolve("map.csv"), "output,recording\n0,0.1\n0.2,0.3\n");
  }

  private static void holds(Clip warped, double offset, double speed, double rate) {
    for (int m = 700; m < warped.frames() - 700; m++) {
      double t = offset + speed * m / rate;
      double tone = 0.5 * Math.cos(2 * Math.PI * 300 * t + 1) + 0.2 * Math.sin(4000 * t);
      assertThat((double) warped.channel(1)[m]).isCloseTo(tone, within(1e-6));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.5, 1.000145, 0.9999, 1.25})
  void speedChangesLengthAndPitch(double speed) throws IOException {
    CommandRun run = CommandRun.of("warp", recording, "--speed", speed, "--json").done();
    int frames = (int) Math.round(4000 / speed);
    assertThat(run.json())
        .containsEntry("output", folder.resolve("tone-warped.wav").toString())
        .containsEntry("sampleRate", 8000.0)
        .containsEntry("channels", 2)
        .containsEntry("frames", frames);
    Clip warped = Clip.read(folder.resolve("tone-warped.wav"));
    assertThat(warped.frames()).isEqualTo(frames);
    holds(warped, 0, speed, 8000);
  }

  @Test
  void aMapIsRenderedAtAFractionalRate() throws IOException {
    CommandRun run =
        CommandRun.of("warp", recording, "--warp", map, "-r", 8049.37, "-o", "-", "--json");
    assertThat(run.code()).isZero();
    assertThat(run.err().lines().findFirst().orElseThrow())
        .isEqualTo(
            "siren: WAV stores integer sample rates only: rendered at 8049.37 Hz, the header says"
                + " 8049 Hz");
    Clip warped = Clip.read(new ByteArrayInputStream(run.bytes()), "stdout");
    assertThat(warped.sampleRate()).isEqualTo(8049);
    assertThat(warped.frames()).isEqualTo((int) Math.round(0.4 * 8049.37));
    holds(warped, 0.1, 1, 8049.37);
  }

  @Test
  void renderPlaysAModelOnAnotherClock() throws IOException {
    Path model = Sounds.model(folder.resolve("m.safetensors"));
    CommandRun.of("render", model, "--speed", 1, "-o", folder.resolve("same.wav")).done();
    assertThat(folder.resolve("same.wav")).hasSameBinaryContentAs(folder.resolve("m.siren.wav"));
    CommandRun slow =
        CommandRun.of("render", model, "--speed", 0.5, "-r", 8000, "--json", "-o", "-");
    assertThat(slow.jsonBesideOutput()).containsEntry("frames", 800);
    CommandRun doubled = CommandRun.of("render", model, "-r", 16000, "-o", "-");
    assertThat(Clip.read(new ByteArrayInputStream(slow.bytes()), "slow").channel(0))
        .isEqualTo(Clip.read(new ByteArrayInputStream(doubled.bytes()), "16k").channel(0));
    CommandRun.of("render", model, "--warp", map, "--start", 0.01, "--duration", 0.01).failed(2);
  }

  /** A petabyte, at once and without a file. */
  @ParameterizedTest
  @ValueSource(strings = {"huge.wav", "huge.flac"})
  void anOutputLargerThanTheFreeSpaceIsRefused(String name) {
    Path huge = folder.resolve(name);
    CommandRun run = CommandRun.of("warp", recording, "--speed", 4e-12, "-o", huge);
    assertThat(run.failed(ExitCode.CANNOT_CREATE).err())
        .startsWith("siren: " + huge + ": needs ")
        .endsWith(" are free there; choose another location\n");
    assertThat(huge).doesNotExist();
  }

  @Test
  void invalidSpeedsAndMapsAreRefused() throws IOException {
    CommandRun.of("warp", recording).failed(ExitCode.USAGE);
    CommandRun.of("warp", recording, "--speed", 2, "--warp", map).failed(ExitCode.USAGE);
    CommandRun.of("warp", recording, "--speed", 1e7).failed(ExitCode.USAGE);
    CommandRun.of("warp", recording, "--warp", folder.resolve("no.csv")).failed(ExitCode.NO_INPUT);
    CommandRun.of("warp", recording, "--warp", map, "-y", "-o", map).failed(ExitCode.USAGE);
    Path file = Files.writeString(folder.resolve("map"), "0,0\n1,1\n2,1\n");
    assertThat(CommandRun.of("warp", recording, "--warp", file).failed(ExitCode.BAD_DATA).err())
        .contains("line 3");
    CommandRun.of("warp", recording, "--warp", map, "-y", "-o", file).done();
    CommandRun.of("warp", recording, "--warp", file).failed(ExitCode.BAD_DATA);
    Files.writeString(file, "0,0\n1,1\n");
    CommandRun.of("warp", recording, "--warp", file, "-y", "-o", file)
        .failed(ExitCode.CANNOT_CREATE);
    assertThat(file).hasContent("0,0\n1,1\n");
  }
}
