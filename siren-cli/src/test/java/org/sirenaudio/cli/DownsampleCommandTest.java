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
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;

class DownsampleCommandTest {
  @TempDir private Path folder;
  private Path recording;

  @BeforeEach
  void record() throws IOException {
    recording = Sounds.write(Sounds.tone(2, 2000), folder.resolve("tone.wav"));
  }

  @ParameterizedTest
  @CsvSource({
    "--factor, 4, 2000, 500",
    "--factor, 8/3, 3000, 750",
    "--factor, 1.6, 5000, 1250",
    "--rate, 3000, 3000, 750",
    "-r, 7999, 7999, 2000",
    "-r, 1, 1, 1"
  })
  void anyLowerRateIsReached(String option, String value, int rate, int frames) throws IOException {
    CommandRun run = CommandRun.of("downsample", recording, option, value, "--json").done();
    assertThat(run.json())
        .containsEntry("sampleRate", (double) rate)
        .containsEntry("channels", 2)
        .containsEntry("frames", frames);
    Clip kept = Clip.read(folder.resolve("tone-" + rate + ".wav"));
    assertThat(kept.sampleRate()).isEqualTo(rate);
    assertThat(kept.frames()).isEqualTo(frames);
  }

  /** A tone just below the new Nyquist frequency is kept, one above it removed. */
  @Test
  void theFilterSeparatesTonesOnBothSidesOfTheNyquistFrequency() throws IOException {
    float[][] samples = new float[2][8000];
    for (int i = 0; i < 8000; i++) {
      samples[0][i] = (float) Math.cos(2 * Math.PI * 1350 * i / 8000.0);
      samples[1][i] = (float) Math.cos(2 * Math.PI * 1500 * i / 8000.0);
    }
    Files.delete(recording);
    Sounds.write(Clip.of(8000, samples), recording);
    CommandRun run = CommandRun.of("downsample", recording, "-r", 3000, "-o", "-", "-q").done();
    Clip kept = Clip.read(new ByteArrayInputStream(run.bytes()), "stdout");
    for (int m = 100; m < 2900; m++) {
      double tone = Math.cos(2 * Math.PI * 1350 * m / 3000.0);
      assertThat((double) kept.channel(0)[m]).isCloseTo(tone, within(1e-5));
      assertThat((double) kept.channel(1)[m]).isCloseTo(0, within(1e-5));
    }
  }

  @Test
  void naiveKeepsEveryNthFrameUnchanged() throws IOException {
    CommandRun.of("downsample", recording, "--factor", 4, "--naive").done();
    Clip kept = Clip.read(folder.resolve("tone-2000.wav"));
    assertThat(kept.frames()).isEqualTo(500);
    for (int m = 0; m < 500; m++) {
      assertThat(kept.channel(1)[m]).isEqualTo(Clip.read(recording).channel(1)[4 * m]);
    }
  }

  @Test
  void invalidRatesAndFactorsAreRefused() throws IOException {
    Path taken = Files.writeString(folder.resolve("tone-2000.wav"), "mine");
    CommandRun.of("downsample", recording, "--factor", 4).failed(ExitCode.CANNOT_CREATE);
    assertThat(taken).hasContent("mine");
    CommandRun.of("downsample", recording).failed(ExitCode.USAGE);
    CommandRun.of("downsample", recording, "--factor", 4, "-r", 2000).failed(ExitCode.USAGE);
    for (Object rate : new Object[] {0, -5, 0.5, 2666.5, 8000, 9000, "NaN"}) {
      CommandRun.of("downsample", recording, "--rate", rate).failed(ExitCode.USAGE);
    }
    for (Object factor : new Object[] {0, 1, "3/0", "3/4", "/", "8/3/1", 9000}) {
      CommandRun.of("downsample", recording, "--factor", factor).failed(ExitCode.USAGE);
    }
  }
}
