package org.sirenaudio.dsp;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * The signals that make_metric_golden.py computes its values from: exact in float32 on both sides.
 */
public final class GoldenSignals {
  private GoldenSignals() {}

  /** Low-passed noise, [channels][frames]. */
  public static float[][] reference(int channels, int frames) {
    float[][] reference = new float[channels][frames];
    for (int c = 0; c < channels; c++) {
      double[] u = uniform(1 + c, frames + 3);
      for (int n = 0; n < frames; n++) {
        reference[c][n] = (float) ((u[n] + u[n + 1] + u[n + 2] + u[n + 3]) / 4);
      }
    }
    return reference;
  }

  /** The reference and a little other noise, [channels][frames]. */
  public static float[][] estimate(int channels, int frames) {
    float[][] estimate = reference(channels, frames);
    for (int c = 0; c < channels; c++) {
      double[] v = uniform(101 + c, frames);
      for (int n = 0; n < frames; n++) {
        estimate[c][n] = (float) (estimate[c][n] + v[n] / 8);
      }
    }
    return estimate;
  }

  /** The lines of a golden file that are not comments, split at spaces. */
  public static List<String[]> lines(String resource) throws IOException {
    try (InputStream in = GoldenSignals.class.getResourceAsStream("/" + resource)) {
      if (in == null) {
        throw new IOException("no test resource " + resource);
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split(" ", -1))
          .toList();
    }
  }

  private static double[] uniform(int seed, int count) {
    double[] values = new double[count];
    int state = seed;
    for (int i = 0; i < count; i++) {
      state = 1664525 * state + 1013904223;
      values[i] = (state >>> 12) / 0x1p20 - 0.5;
    }
    return values;
  }
}
