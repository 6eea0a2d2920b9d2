package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.Lanes;

/**
 * The layer that takes the coordinates. Its phases reach thousands of turns, where a float has
 * audible errors, so they are computed and reduced to one turn in double; the remainder fits a
 * float.
 */
final class FirstLayer {

  final LayerSpec spec;
  final int paddedOut;

  /** Rows per block, each block starting at a vector boundary. */
  private final int width;

  private final double scale;
  final boolean turns;

  /** A phase of p half turns becomes (bend·|p| + 1)·p. */
  final double bend;

  private final float chainScale;
  private final int biasOffset;

  /** Replaces everything else if the layer is a grid. */
  final @Nullable GridTable grid;

  /** {@code [in][paddedOut]} and {@code [paddedOut]}, in half turns for an oscillating layer. */
  final double[] weight;

  final double[] bias;

  FirstLayer(Layers layers) {
    spec = layers.get(0);
    width = spec.blockRows();
    paddedOut = spec.rows() / width * Lanes.padded(width);
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
      int slot = Lanes.slot(n, width);
      bias[slot] = scale * parameters[biasOffset + n];
      for (int i = 0; i < in; i++) {
        weight[i * paddedOut + slot] = scale * parameters[n * in + i];
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

  void unpackGradient(float[] packed, int from, float[] into) {
    if (grid != null) {
      grid.unpackGradient(packed, from, into);
      return;
    }
    int in = spec.inFeatures();
    for (int n = 0; n < spec.rows(); n++) {
      int slot = Lanes.slot(n, width);
      for (int i = 0; i < in; i++) {
        into[n * in + i] = chainScale * packed[from + i * paddedOut + slot];
      }
      into[biasOffset + n] = chainScale * packed[from + biasGradientOffset() + slot];
    }
  }
}
