package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.ExitCode;
import org.sirenaudio.time.TimeMapFile;

/** {@code siren unwow} on a hum with wow. */
class UnwowCommandTest {
  private static final int RATE = 4000;

  @TempDir private Path folder;

  @Test
  void unwowSteadiesAHum() throws IOException {
    float[] samples = new float[15 * RATE];
    for (int i = 0; i < samples.length; i++) {
      double t = (double) i / RATE;
      double wow = 0.005 / (2 * Math.PI * 0.8) * (1 - Math.cos(2 * Math.PI * 0.8 * t));
      samples[i] = (float) (0.3 * Math.sin(2 * Math.PI * 50 * (t + wow)));
    }
    Path tape = Sounds.write(Clip.of(RATE, new float[][] {samples}), folder.resolve("tape.wav"));
    Map<String, Object> found = CommandRun.of("unwow", tape, "--tone", 50, "--json").done().json();
    assertThat(((Number) found.get("wowPercentBefore")).doubleValue()).isCloseTo(0.5, within(0.02));
    assertThat(((Number) found.get("wowPercentAfter")).doubleValue()).isLessThan(0.05);
    assertThat(found).containsEntry("flutterPercentBeforeNote", "undefined");
    assertThat(folder.resolve("tape-unwow.png")).isNotEmptyFile();
    TimeMapFile.read(folder.resolve("tape-unwow.csv"));
    assertThat(Clip.read(folder.resolve("tape-unwow.wav")).frames())
        .isEqualTo(((Number) found.get("frames")).intValue());
    CommandRun.of("unwow", tape, "--tone", 50).failed(ExitCode.CANNOT_CREATE);
    assertThat(CommandRun.of("unwow", tape, "--tone", 300, "-y").failed(ExitCode.BAD_DATA).err())
        .contains("no tone stands out");
    CommandRun.of("unwow", tape, "--tone", 50, "--band", 20, "-y").failed(ExitCode.USAGE);
    CommandRun.of("unwow", tape).failed(ExitCode.USAGE);
    assertThat(Files.readString(folder.resolve("tape-unwow.csv"))).startsWith("output_seconds,");
  }
}
