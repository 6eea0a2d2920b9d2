package org.sirenaudio.loop;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Vectors.DOUBLES;
import static org.sirenaudio.loop.Vectors.FLOATS;
import static org.sirenaudio.loop.Vectors.HALF_FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorShuffle;

/** {@link SineLoops} with vectors. */
public final class VectorLoops implements SineLoops {

  static final VectorLoops INSTANCE = new VectorLoops();

  private static final float[] NO_BIAS = new float[LANES];

  private static final VectorShuffle<Float> BY_1 = swapped(1);
  private static final VectorShuffle<Float> BY_2 = swapped(2);
  private static final VectorShuffle<Float> BY_4 = swapped(4);
  private static final VectorShuffle<Float> BY_8 = swapped(8);

  private VectorLoops() {}

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
    int rows = Lanes.rows(frames);
    for (int half = 0; half < LANES; half += LANES / 2) {
      phases(x, rows, weight, bias, first + half, sine, at + half);
    }
    VectorActivation.sine(sine, cosine, at, rows, NO_BIAS, 0);
  }

  private static void phases(
      double[] x, int rows, double[] weight, double[] bias, int n, float[] into, int at) {
    DoubleVector b = DoubleVector.fromArray(DOUBLES, bias, n);
    DoubleVector w = DoubleVector.fromArray(DOUBLES, weight, n);
    DoubleVector minusTwo = DoubleVector.broadcast(DOUBLES, -2);
    for (int t = 0; t < rows; t++) {
      DoubleVector phase = w.fma(DoubleVector.broadcast(DOUBLES, x[t]), b);
      DoubleVector wholeTurns = phase.mul(0.5).add(ROUND).sub(ROUND);
      phase = wholeTurns.fma(minusTwo, phase);
      FloatVector z = (FloatVector) phase.convertShape(VectorOperators.D2F, HALF_FLOATS, 0);
      z.intoArray(into, at + t * LANES);
    }
  }

  @Override
  public void outputs(
      float[] a, int stride, int frames, float[] weight, float[] bias, float[] y, int outputFrom) {
    int out = bias.length;
    int width = weight.length / out;
    for (int t = 0; t < frames; t++) {
      for (int o = 0; o < out; o++) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int k = 0; k < width; k += LANES) {
          FloatVector x = FloatVector.fromArray(FLOATS, a, k * stride + t * LANES);
          sum = x.fma(FloatVector.fromArray(FLOATS, weight, o * width + k), sum);
        }
        y[(outputFrom + t) * out + o] = bias[o] + total(sum);
      }
    }
  }

  /** Swaps lanes whose indices differ by {@code distance}. */
  private static VectorShuffle<Float> swapped(int distance) {
    return VectorShuffle.fromOp(FLOATS, lane -> (lane ^ distance) % LANES);
  }

  /**
   * The sum of all lanes in a fixed order: that of reduceLanes is unspecified and changes once
   * compiled, so the same seed would not always give the same model.
   */
  private static float total(FloatVector lanes) {
    FloatVector sum = lanes;
    if (LANES > 8) {
      sum = sum.add(sum.rearrange(BY_8));
    }
    if (LANES > 4) {
      sum = sum.add(sum.rearrange(BY_4));
    }
    sum = sum.add(sum.rearrange(BY_2));
    return sum.add(sum.rearrange(BY_1)).lane(0);
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
    FloatVector eCos = FloatVector.fromArray(FLOATS, eCosines, first);
    FloatVector mCos = FloatVector.fromArray(FLOATS, mCosines, first);
    FloatVector eSin = FloatVector.fromArray(FLOATS, eSines, first);
    for (int t = 0; t < frames; t++) {
      FloatVector error = FloatVector.broadcast(FLOATS, e[t]);
      FloatVector cos = FloatVector.fromArray(FLOATS, cosine, at + t * LANES);
      eCos = cos.fma(error, eCos);
      mCos = cos.fma(FloatVector.broadcast(FLOATS, m[t]), mCos);
      eSin = FloatVector.fromArray(FLOATS, sine, at + t * LANES).fma(error, eSin);
    }
    eCos.intoArray(eCosines, first);
    mCos.intoArray(mCosines, first);
    eSin.intoArray(eSines, first);
  }

  @Override
  public void multiply(float[] a, int stride, int firstRow, int rows, float[] b) {
    TileProduct.inPlace(a, stride, firstRow, rows, b);
  }

  @Override
  public void lower(
      float[] d, float[] a, int stride, int frames, int size, int firstPanel, float[] g) {
    GradientProduct.lower(d, a, stride, frames, size, firstPanel, g);
  }

  @Override
  public void subtract(
      double times, double[] row, int at, double[] from, int fromAt, int first, int last) {
    DoubleVector factor = DoubleVector.broadcast(DOUBLES, times);
    for (int j = first / (LANES / 2) * (LANES / 2); j <= last; j += LANES / 2) {
      DoubleVector part = DoubleVector.fromArray(DOUBLES, row, at + j).mul(factor);
      DoubleVector.fromArray(DOUBLES, from, fromAt + j).sub(part).intoArray(from, fromAt + j);
    }
  }

  @Override
  public void columns(float[] rows, int at, float[] x, int from, int count, float[] sums) {
    FloatVector sum = FloatVector.zero(FLOATS);
    for (int i = 0; i < count; i++) {
      FloatVector row = FloatVector.fromArray(FLOATS, rows, at + i * LANES);
      sum = row.fma(FloatVector.broadcast(FLOATS, x[from + i]), sum);
    }
    sum.intoArray(sums, 0);
  }
}
