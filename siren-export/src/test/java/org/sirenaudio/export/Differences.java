package org.sirenaudio.export;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Files;
import java.nio.file.Path;

/** How far amplitudes lie from those of the renderer. */
final class Differences {

  /** Of the peak. */
  private static final double MOST = 1e-5;

  private Differences() {}

  /** What a program has written: {@code [instants][channels]} floats, little-endian. */
  static float[][] read(Path file, int channels) throws IOException {
    ByteBuffer bytes = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
    FloatBuffer values = bytes.asFloatBuffer();
    float[][] amplitudes = new float[values.remaining() / channels][channels];
    for (float[] instant : amplitudes) {
      values.get(instant);
    }
    return amplitudes;
  }

  /** Writes instants where a program reads them. */
  static void write(double[] instants, Path file) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Double.BYTES * instants.length);
    bytes.order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer().put(instants);
    Files.write(file, bytes.array());
  }

  /**
   * @param expected {@code [channels][instants]}
   * @param actual {@code [instants][channels]}
   */
  static void check(String name, float[][] expected, float[][] actual) {
    assertThat(actual.length).as(name).isEqualTo(expected[0].length);
    double peak = 1e-9;
    double largest = 0;
    for (int c = 0; c < expected.length; c++) {
      for (int i = 0; i < actual.length; i++) {
        assertThat(actual[i]).hasSize(expected.length);
        peak = Math.max(peak, Math.abs(expected[c][i]));
        double difference = Math.abs(expected[c][i] - actual[i][c]);
        largest = difference <= largest ? largest : difference;
      }
    }
    assertThat(largest / peak).as("%s: largest difference by the peak", name).isLessThan(MOST);
  }
}
