package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Vectors.DOUBLES;
import static org.sirenaudio.loop.Vectors.FLOATS;
import static org.sirenaudio.loop.Vectors.HALF_FLOATS;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.loop.SineLoops;

/** The vector code of a network's first and final layer. */
final class VectorEnds {

  private VectorEnds() {}

  /**
   * Writes the linear part of one panel, reduced to [−1, 1] half turns for an oscillating layer.
   *
   * @param x coordinates {@code [rows, in]}
   * @param into receives the panel from {@code at}, {@code [rows][LANES]}
   * @param whole receives the panel before reduction, from {@code wholeAt}, unless the layer
   *     consists of plain sines
   */
  static void phases(
      FirstLayer layer,
      double[] x,
      int rows,
      int panel,
      float[] into,
      int at,
      float[] whole,
      int wholeAt) {
    boolean kept = layer.turns && !(layer.spec.activation() instanceof Activation.Sine);
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    int in = layer.spec.inFeatures();
    DoubleVector minusTwo = DoubleVector.broadcast(DOUBLES, -2);
    for (int half = 0; half < LANES; half += LANES / 2) {
      int n = panel * LANES + half;
      DoubleVector b = DoubleVector.fromArray(DOUBLES, layer.bias, n);
      for (int t = 0; t < rows; t++) {
        DoubleVector phase = b;
        for (int i = 0; i < in; i++) {
          DoubleVector w = DoubleVector.fromArray(DOUBLES, layer.weight, i * layer.paddedOut + n);
          phase = w.fma(DoubleVector.broadcast(DOUBLES, x[t * in + i]), phase);
        }
        if (kept) {
          FloatVector p = (FloatVector) phase.convertShape(VectorOperators.D2F, HALF_FLOATS, 0);
          p.intoArray(whole, wholeAt + half + t * LANES);
          if (layer.bend > 0) {
            phase = phase.abs().mul(layer.bend).add(one).mul(phase);
          }
        }
        if (layer.turns) {
          DoubleVector wholeTurns = phase.mul(0.5).add(SineLoops.ROUND).sub(SineLoops.ROUND);
          phase = wholeTurns.fma(minusTwo, phase);
        }
        FloatVector z = (FloatVector) phase.convertShape(VectorOperators.D2F, HALF_FLOATS, 0);
        z.intoArray(into, at + half + t * LANES);
      }
    }
  }

  /** Adds {@code Σt d[t][n] x[t][i]} of one tile. */
  static void weightGradient(
      FirstLayer layer, float[] d, int stride, double[] x, int frames, float[] g, int from) {
    if (layer.grid != null) {
      layer.grid.gradient(d, stride, x, frames, g, from);
      return;
    }
    int in = layer.spec.inFeatures();
    for (int n = 0; n < layer.paddedOut; n += LANES) {
      for (int i = 0; i < in; i++) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int t = 0; t < frames; t++) {
          FloatVector dt = FloatVector.fromArray(FLOATS, d, n * stride + t * LANES);
          sum = dt.fma(FloatVector.broadcast(FLOATS, (float) x[t * in + i]), sum);
        }
        int at = from + i * layer.paddedOut + n;
        FloatVector.fromArray(FLOATS, g, at).add(sum).intoArray(g, at);
      }
    }
  }

  /**
   * {@code da[t][k] = Σo dy[t][o] w[o][k] · derivative[t][k]}, in panels, and the column sums of
   * it.
   */
  static void backward(
      FinalLayer layer,
      float[] dy,
      float[] derivative,
      int stride,
      int frames,
      float[] da,
      float[] g,
      int columnSums) {
    int out = layer.spec.outFeatures();
    for (int k = 0; k < layer.paddedIn; k += LANES) {
      FloatVector total = FloatVector.zero(FLOATS);
      for (int t = 0; t < frames; t++) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int o = 0; o < out; o++) {
          FloatVector w = FloatVector.fromArray(FLOATS, layer.weight, o * layer.paddedIn + k);
          sum = w.fma(FloatVector.broadcast(FLOATS, dy[t * out + o]), sum);
        }
        int at = k * stride + t * LANES;
        FloatVector d = sum.mul(FloatVector.fromArray(FLOATS, derivative, at));
        d.intoArray(da, at);
        total = total.add(d);
      }
      FloatVector.fromArray(FLOATS, g, columnSums + k).add(total).intoArray(g, columnSums + k);
    }
  }

  /** Adds one tile's gradient of the weight and the bias. */
  static void parameterGradient(
      FinalLayer layer, float[] dy, float[] a, int stride, int frames, float[] g, int from) {
    int out = layer.spec.outFeatures();
    for (int o = 0; o < out; o++) {
      for (int k = 0; k < layer.paddedIn; k += LANES) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int t = 0; t < frames; t++) {
          FloatVector x = FloatVector.fromArray(FLOATS, a, k * stride + t * LANES);
          sum = x.fma(FloatVector.broadcast(FLOATS, dy[t * out + o]), sum);
        }
        int at = from + o * layer.paddedIn + k;
        FloatVector.fromArray(FLOATS, g, at).add(sum).intoArray(g, at);
      }
      float sum = 0;
      for (int t = 0; t < frames; t++) {
        sum += dy[t * out + o];
      }
      g[from + out * layer.paddedIn + o] += sum;
    }
  }
}
