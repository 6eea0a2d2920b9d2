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
        products(a, t * LANES, stride * LANES, weight, o * width, panels(width), sums);
        y[(outputFrom + t) * bias.length + o] = bias[o] + total(sums);
      }
    }
  }

  /** {@code sums[j] = Σi a[at + i·step + j]·b[bAt + i·LANES + j]}. */
  private static void products(
      float[] a, int at, int step, float[] b, int bAt, int count, float[] sums) {
    for (int j = 0; j < LANES; j += 4) {
      float sum0 = 0;
      float sum1 = 0;
      float sum2 = 0;
      float sum3 = 0;
      for (int i = 0, k = at + j, n = bAt + j; i < count; i++, k += step, n += LANES) {
        sum0 = Math.fma(a[k], b[n], sum0);
        sum1 = Math.fma(a[k + 1], b[n + 1], sum1);
        sum2 = Math.fma(a[k + 2], b[n + 2], sum2);
        sum3 = Math.fma(a[k + 3], b[n + 3], sum3);
      }
      sums[j] = sum0;
      sums[j + 1] = sum1;
      sums[j + 2] = sum2;
      sums[j + 3] = sum3;
    }
  }

  /**
   * {@code sums[from + j] += Σi x[xAt + i·step]·rows[at + i·LANES + j]}. Four sums at a time stay
   * in registers, which the quick compiler does not find out by itself.
   */
  private static void add(
      float[] x, int xAt, int step, float[] rows, int at, int count, float[] sums, int from) {
    for (int j = 0; j < LANES; j += 4) {
      int to = from + j;
      float sum0 = sums[to];
      float sum1 = sums[to + 1];
      float sum2 = sums[to + 2];
      float sum3 = sums[to + 3];
      for (int i = 0, k = xAt, row = at + j; i < count; i++, k += step, row += LANES) {
        float times = x[k];
        sum0 = Math.fma(times, rows[row], sum0);
        sum1 = Math.fma(times, rows[row + 1], sum1);
        sum2 = Math.fma(times, rows[row + 2], sum2);
        sum3 = Math.fma(times, rows[row + 3], sum3);
      }
      sums[to] = sum0;
      sums[to + 1] = sum1;
      sums[to + 2] = sum2;
      sums[to + 3] = sum3;
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
    add(e, 0, 1, cosine, at, frames, eCosines, first);
    add(m, 0, 1, cosine, at, frames, mCosines, first);
    add(e, 0, 1, sine, at, frames, eSines, first);
  }

  @Override
  public void multiply(float[] a, int stride, int firstRow, int rows, float[] b) {
    float[] row = new float[2 * LANES];
    // The lower left quarter of B is zero.
    for (int r = firstRow; r < firstRow + rows; r++) {
      Arrays.fill(row, 0);
      int second = (stride + r) * LANES;
      add(a, r * LANES, 1, b, 0, LANES, row, 0);
      add(a, r * LANES, 1, b, 2 * LANES * LANES, LANES, row, LANES);
      add(a, second, 1, b, 3 * LANES * LANES, LANES, row, LANES);
      System.arraycopy(row, 0, a, r * LANES, LANES);
      System.arraycopy(row, LANES, a, second, LANES);
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
        int row = n / LANES * stride * LANES + n % LANES;
        add(d, row, LANES, a, panel * stride * LANES, frames, sums, 0);
        int to = (panel * rows + n) * LANES;
        for (int j = 0; j < LANES; j++) {
          g[to + j] += sums[j];
        }
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
    add(x, from, 1, rows, at, count, sums, 0);
  }
}
