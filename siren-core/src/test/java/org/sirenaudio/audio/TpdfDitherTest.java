package org.sirenaudio.audio;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TpdfDitherTest {
  private static final int N = 200_000;

  private static float[] written(float value, WavFormat format) throws IOException {
    float[] constant = new float[N];
    Arrays.fill(constant, value);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (WavWriter writer = WavWriter.to(out, format, N)) {
      writer.write(new float[][] {constant}, 0, N);
    }
    return Clip.read(new ByteArrayInputStream(out.toByteArray()), "dithered").channel(0);
  }

  @ParameterizedTest
  @ValueSource(longs = {0, 1, -1, 1L << 40})
  void ditherIsTriangularAndWhite(long seed) {
    TpdfDither dither = new TpdfDither(seed);
    double sum = 0;
    double squares = 0;
    double neighbours = 0;
    double largest = 0;
    int inner = 0;
    for (int i = 0; i < N; i++) {
      double d = dither.at(i);
      largest = Math.max(largest, Math.abs(d));
      sum += d;
      squares += d * d;
      neighbours += d * dither.at(i + 1L);
      inner += Math.abs(d) < 0.5 ? 1 : 0;
    }
    assertThat(largest).isBetween(0.98, 1.0);
    assertThat(sum / N).isCloseTo(0, within(0.005));
    assertThat(squares / N).isCloseTo(1 / 6.0, within(0.002));
    assertThat(neighbours / N).isCloseTo(0, within(0.002));
    assertThat(inner / (double) N).isCloseTo(0.75, within(0.005));
  }

  /** With triangular dither neither the mean nor the variance of the error depends on the value. */
  @ParameterizedTest
  @ValueSource(doubles = {0, 0.25, 0.5, 0.7, -3.4, 1000.9})
  void errorMeanAndVarianceDoNotDependOnTheSound(double steps) throws IOException {
    float[] back = written((float) (steps / 32768), WavFormat.of(8000, 1, Encoding.PCM_16));
    double sum = 0;
    double squares = 0;
    for (float y : back) {
      double error = y * 32768 - steps;
      sum += error;
      squares += error * error;
    }
    assertThat(sum / N).isCloseTo(0, within(0.01));
    assertThat(squares / N).isCloseTo(0.25, within(0.01));
  }

  @Test
  void ditherIsSeededAndCanBeDisabled() throws IOException {
    WavFormat format = WavFormat.of(8000, 1, Encoding.PCM_16);
    assertThat(written(0.1f, format)).isEqualTo(written(0.1f, format));
    assertThat(written(0.1f, format.withDitherSeed(7))).isNotEqualTo(written(0.1f, format));
    float[] plain = new float[N];
    Arrays.fill(plain, 3277 / 32768f);
    assertThat(written(0.1f, format.withoutDither())).isEqualTo(plain);
  }
}
