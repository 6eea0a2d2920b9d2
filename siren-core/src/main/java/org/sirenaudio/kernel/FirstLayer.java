package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.DOUBLES;
import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.HALF_FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;

import jdk.incubator.vector.DoubleVector;
import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorOperators;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/**
 * The layer that takes the coordinates. Its phases reach thousands of turns, where a float has
 * audible errors, so they are computed and reduced to one turn in double; the remainder fits a
 * float.
 */
final class FirstLayer {

  /** Adding and subtracting it rounds a double of moderate size to an integer. */
  private static final double ROUND = 0x1.8p52;

  final LayerSpec spec;
  final int paddedOut;

  /** Rows per block, each block starting at a vector boundary. */
  private final int width;

  private final double scale;
  private final boolean turns;

  /** A phase of p half turns becomes (bend·|p| + 1)·p. */
  private final double bend;

  private final float chainScale;
  private final int biasOffset;

  /** Replaces everything else if the layer is a grid. */
  final @Nullable GridTable grid;

  /** {@code [in][paddedOut]} and {@code [paddedOut]}, in half turns for an oscillating layer. */
  private final double[] weight;

  private final double[] bias;

  FirstLayer(Layers layers) {
    spec = layers.get(0);
    width = spec.blockRows();
    paddedOut = spec.rows() / width * VectorKernels.padded(width);
    turns = spec.activation().oscillates();
    bend = spec.activation() instanceof Activation.Finer ? Math.PI / spec.omega0() : 0;
    scale = turns ? spec.omega0() / Math.PI : spec.omega0();
    chainScale = (float) spec.omega0();
    biasOffset = layers.biasOffset(0);
    grid = spec.activation() instanceof Activation.Grid own ? new GridTable(own, paddedOut) : null;
    weight = new double[spec.inFeatures() * paddedOut];
    bias = new double[paddedOut];
  }

  void load(float[] parameters) {
    if (grid != null) {
      grid.load(parameters);
      return;
    }
    int in = spec.inFeatures();
    for (int n = 0; n < spec.rows(); n++) {
      int slot = VectorKernels.slot(n, width);
      bias[slot] = scale * parameters[biasOffset + n];
      for (int i = 0; i < in; i++) {
        weight[i * paddedOut + slot] = scale * parameters[n * in + i];
      }
    }
  }

  /**
   * Writes the linear part of one panel, reduced to [−1, 1] half turns for an oscillating layer.
   *
   * @param x coordinates {@code [rows, in]}
   * @param into receives the panel from {@code at}, {@code [rows][LANES]}
   * @param whole receives the panel before reduction, from {@code wholeAt}, unless the layer
   *     consists of plain sines
   */
  void phases(double[] x, int rows, int panel, float[] into, int at, float[] whole, int wholeAt) {
    boolean kept = turns && !(spec.activation() instanceof Activation.Sine);
    DoubleVector one = DoubleVector.broadcast(DOUBLES, 1);
    int in = spec.inFeatures();
    DoubleVector minusTwo = DoubleVector.broadcast(DOUBLES, -2);
    for (int half = 0; half < LANES; half += LANES / 2) {
      int n = panel * LANES + half;
      DoubleVector b = DoubleVector.fromArray(DOUBLES, bias, n);
      for (int t = 0; t < rows; t++) {
        DoubleVector phase = b;
        for (int i = 0; i < in; i++) {
          DoubleVector w = DoubleVector.fromArray(DOUBLES, weight, i * paddedOut + n);
          phase = w.fma(DoubleVector.broadcast(DOUBLES, x[t * in + i]), phase);
        }
        if (kept) {
          FloatVector p = (FloatVector) phase.convertShape(VectorOperators.D2F, HALF_FLOATS, 0);
          p.intoArray(whole, wholeAt + half + t * LANES);
          if (bend > 0) {
            phase = phase.abs().mul(bend).add(one).mul(phase);
          }
        }
        if (turns) {
          DoubleVector wholeTurns = phase.mul(0.5).add(ROUND).sub(ROUND);
          phase = wholeTurns.fma(minusTwo, phase);
        }
        FloatVector z = (FloatVector) phase.convertShape(VectorOperators.D2F, HALF_FLOATS, 0);
        z.intoArray(into, at + half + t * LANES);
      }
    }
  }

  /** One panel of a user-defined activation, in double: its values and derivatives. */
  void own(
      Activation.Own own, double[] x, int rows, int panel, float[] v, float[] derivative, int at) {
    var value = own.curve().value();
    var slope = own.curve().derivative();
    int in = spec.inFeatures();
    for (int t = 0; t < rows; t++) {
      for (int lane = 0; lane < LANES; lane++) {
        int n = panel * LANES + lane;
        double z = bias[n];
        for (int i = 0; i < in; i++) {
          z += weight[i * paddedOut + n] * x[t * in + i];
        }
        int to = at + t * LANES + lane;
        v[to] = (float) value.applyAsDouble(z);
        derivative[to] = (float) slope.applyAsDouble(z);
      }
    }
  }

  /** Factor of the derivatives by the parameters. */
  float chainScale() {
    return chainScale;
  }

  /** Size of the gradient: {@code [in][paddedOut]} for the weight, followed by the bias. */
  int gradientLength() {
    return grid != null ? grid.gradientLength() : (spec.inFeatures() + 1) * paddedOut;
  }

  int biasGradientOffset() {
    return grid != null ? grid.biasGradientOffset() : spec.inFeatures() * paddedOut;
  }

  /** Adds {@code Σt d[t][n] x[t][i]} of one tile. */
  void weightGradient(float[] d, int stride, double[] x, int frames, float[] g, int from) {
    if (grid != null) {
      grid.gradient(d, stride, x, frames, g, from);
      return;
    }
    int in = spec.inFeatures();
    for (int n = 0; n < paddedOut; n += LANES) {
      for (int i = 0; i < in; i++) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int t = 0; t < frames; t++) {
          FloatVector dt = FloatVector.fromArray(FLOATS, d, n * stride + t * LANES);
          sum = dt.fma(FloatVector.broadcast(FLOATS, (float) x[t * in + i]), sum);
        }
        int at = from + i * paddedOut + n;
        FloatVector.fromArray(FLOATS, g, at).add(sum).intoArray(g, at);
      }
    }
  }

  void unpackGradient(float[] packed, int from, float[] into) {
    if (grid != null) {
      grid.unpackGradient(packed, from, into);
      return;
    }
    int in = spec.inFeatures();
    for (int n = 0; n < spec.rows(); n++) {
      int slot = VectorKernels.slot(n, width);
      for (int i = 0; i < in; i++) {
        into[n * in + i] = chainScale * packed[from + i * paddedOut + slot];
      }
      into[biasOffset + n] = chainScale * packed[from + biasGradientOffset() + slot];
    }
  }
}
