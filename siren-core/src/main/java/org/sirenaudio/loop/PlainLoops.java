package org.sirenaudio.loop;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.panels;

import java.util.Arrays;

/**
 * Does one number at a time what {@link VectorLoops} does with vectors. Its longer loops call short
 * ones, which the quick compiler makes good code of.
 */
public final class PlainLoops implements SineLoops {

  static final PlainLoops INSTANCE = new PlainLoops();

  private PlainLoops() {}

  @Override
  public void sines(
      double[] x,
      int frames,
      double[] weight,
      double[] bias,
      int first,
      int features,
      float[] sine,
      float[] cosine,
      int at) {
    for (int j = 0; j < features; j++) {
      feature(x, frames, weight[first + j], bias[first + j], sine, cosine, at + j);
    }
  }

  private static void feature(
      double[] x, int frames, double weight, double bias, float[] sine, float[] cosine, int at) {
    for (int t = 0, i = at; t < frames; t++, i += LANES) {
      double phase = Math.fma(weight, x[t], bias);
      double turns = (phase * 0.5 + ROUND) - ROUND;
      float v = (float) Math.fma(turns, -2.0, phase);
      float rounded = v + VectorActivation.ROUND;
      int sign = Float.floatToRawIntBits(rounded) << 31;
      float r = v - (rounded - VectorActivation.ROUND);
      float q = r * r;
      float s = Math.fma(q, VectorActivation.S4, VectorActivation.S3);
      s = Math.fma(s, q, VectorActivation.S2);
      s = Math.fma(s, q, VectorActivation.S1);
      s = Math.fma(s, q, VectorActivation.S0) * r;
      float c = Math.fma(q, VectorActivation.C5, VectorActivation.C4);
      c = Math.fma(c, q, VectorActivation.C3);
      c = Math.fma(c, q, VectorActivation.C2);
      c = Math.fma(c, q, VectorActivation.C1);
      c = Math.fma(c, q, 1f);
      sine[i] = Float.intBitsToFloat(Float.floatToRawIntBits(s) ^ sign);
      cosine[i] = Float.intBitsToFloat(Float.floatToRawIntBits(c) ^ sign);
    }
  }

  @Override
  public void outputs(
      float[] a, int stride, int frames, float[] weight, float[] bias, float[] y, int outputFrom) {
    int width = weight.length / bias.length;
    float[] sums = new float[LANES];
    for (int t = 0; t < frames; t++) {
      for (int o = 0; o < bias.length; o++) {
        Arrays.fill(sums, 0);
        for (int k = 0; k < width; k += LANES) {
          products(a, k * stride + t * LANES, weight, o * width + k, sums);
        }
        y[(outputFrom + t) * bias.length + o] = bias[o] + total(sums);
      }
    }
  }

  private static void products(float[] a, int at, float[] weight, int k, float[] sums) {
    for (int j = 0; j < LANES; j++) {
      sums[j] = Math.fma(a[at + j], weight[k + j], sums[j]);
    }
  }

  /** Adds a multiple of a vector to another. */
  private static void add(float times, float[] vector, int at, float[] sums, int from) {
    for (int j = 0; j < LANES; j++) {
      sums[from + j] = Math.fma(times, vector[at + j], sums[from + j]);
    }
  }

  /** In the order of {@link VectorLoops}. */
  private static float total(float[] sums) {
    for (int half = LANES / 2; half > 0; half /= 2) {
      for (int j = 0; j < half; j++) {
        sums[j] += sums[j + half];
      }
    }
    return sums[0];
  }

  @Override
  public void moments(
      float[] sine,
      float[] cosine,
      int at,
      float[] e,
      float[] m,
      int frames,
      float[] eCosines,
      float[] mCosines,
      float[] eSines,
      int first) {
    for (int t = 0; t < frames; t++) {
      add(e[t], cosine, at + t * LANES, eCosines, first);
      add(m[t], cosine, at + t * LANES, mCosines, first);
      add(e[t], sine, at + t * LANES, eSines, first);
    }
  }

  @Override
  public void multiply(float[] a, int stride, int firstRow, int rows, float[] b) {
    float[] row = new float[2 * LANES];
    // The lower left quarter of B is zero.
    for (int r = firstRow; r < firstRow + rows; r++) {
      Arrays.fill(row, 0);
      for (int k = 0; k < LANES; k++) {
        add(a[r * LANES + k], b, k * LANES, row, 0);
        add(a[r * LANES + k], b, (2 * LANES + k) * LANES, row, LANES);
      }
      for (int k = 0; k < LANES; k++) {
        add(a[(stride + r) * LANES + k], b, (3 * LANES + k) * LANES, row, LANES);
      }
      System.arraycopy(row, 0, a, r * LANES, LANES);
      System.arraycopy(row, LANES, a, (stride + r) * LANES, LANES);
    }
  }

  @Override
  public void lower(
      float[] d, float[] a, int stride, int frames, int size, int firstPanel, float[] g) {
    int rows = panels(size) * LANES;
    float[] sums = new float[LANES];
    for (int panel = firstPanel; panel < panels(size); panel++) {
      for (int n = panel * LANES; n < size; n++) {
        Arrays.fill(sums, 0);
        int start = n / LANES * stride * LANES + n % LANES;
        for (int t = 0; t < frames; t++) {
          add(d[start + t * LANES], a, (panel * stride + t) * LANES, sums, 0);
        }
        add(1, sums, 0, g, (panel * rows + n) * LANES);
      }
    }
  }

  @Override
  public void subtract(
      double times, double[] row, int at, double[] from, int fromAt, int first, int last) {
    for (int j = first; j <= last; j++) {
      from[fromAt + j] -= row[at + j] * times;
    }
  }

  @Override
  public void columns(float[] rows, int at, float[] x, int from, int count, float[] sums) {
    Arrays.fill(sums, 0);
    for (int i = 0; i < count; i++) {
      add(x[from + i], rows, at + i * LANES, sums, 0);
    }
  }
}
