package org.sirenaudio.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.GoldenSignals;
import org.sirenaudio.error.BadDataException;

/**
 * The values that an independent calculation, metric_check.py, comes to on speech: they hang on the
 * frame, the window, the floor and what becomes of the mean, as docs/metrics.md defines them.
 */
class MetricDefinitionsTest {
  private static final int FRAMES = 20_000;
  private static final float LEAST = 1 / 64f;

  static Stream<Arguments> golden() throws IOException {
    return GoldenSignals.lines("metric-independent.txt").stream()
        .map(
            line ->
                Arguments.of(
                    line[0],
                    line[1],
                    Double.parseDouble(line[2]),
                    Double.parseDouble(line[3]),
                    Double.parseDouble(line[4])));
  }

  private static float[][] speech(String estimate) throws IOException {
    Clip speech = Clip.read(Path.of("../examples/speech.wav"));
    int frames = estimate.equals("short") ? 300 : FRAMES;
    return new float[][] {
      speech.slice(8000, frames).channel(0), speech.slice(20_000, frames).channel(0)
    };
  }

  private static float[][] estimate(String name, float[][] reference) {
    float[][] estimate = new float[reference.length][reference[0].length];
    for (int c = 0; c < estimate.length; c++) {
      for (int n = 0; n < estimate[c].length; n++) {
        float x = reference[c][n];
        float before = n == 0 ? 0 : reference[c][n - 1];
        estimate[c][n] =
            switch (name) {
              case "coarse", "short" -> (float) Math.floor(64 * x) / 64;
              case "offset" -> x + 0.125f;
              case "smooth" -> (x + before) / 2;
              case "late" -> before;
              case "gated" -> Math.abs(x) < LEAST ? 0 : x;
              default -> throw new IllegalArgumentException(name);
            };
      }
    }
    return estimate;
  }

  @ParameterizedTest
  @MethodSource("golden")
  void agreesWithNumPy(String estimate, String name, double overall, double left, double right)
      throws IOException {
    float[][] reference = speech(estimate);
    float[][] test = estimate(estimate, reference);
    Metric metric = Metrics.byName(name);
    assertThat(metric.of(reference, test)).isCloseTo(overall, within(1e-9 * Math.abs(overall)));
    double[] channels = metric.perChannel(reference, test);
    assertThat(channels[0]).isCloseTo(left, within(1e-9 * Math.abs(left)));
    assertThat(channels[1]).isCloseTo(right, within(1e-9 * Math.abs(right)));
  }

  /** Of an estimate that is right but for an offset, the offset is the error. */
  @Test
  void meansAreNotRemoved() throws IOException {
    float[][] reference = speech("offset");
    float[][] test = estimate("offset", reference);
    for (String name : new String[] {"snr", "si-sdr"}) {
      assertThat(Metrics.byName(name).of(reference, test)).isBetween(-10.0, 0.0);
    }
  }

  /** What is under the floor in both is no difference. */
  @Test
  void powersBelowTheFloorAreEqual() throws BadDataException {
    float[][] faint = {new float[4000]};
    faint[0][2000] = 1e-5f;
    float[][] silence = {new float[4000]};
    assertThat(new LogSpectralDistance().of(faint, silence)).isZero();
    assertThat(new MultiResolutionStftDistance().of(faint, silence)).isZero();
  }
}
