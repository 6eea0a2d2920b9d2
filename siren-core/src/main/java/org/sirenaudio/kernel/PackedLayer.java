package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.even;
import static org.sirenaudio.kernel.VectorKernels.padded;

import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/**
 * One layer's parameters as the vector code reads them, zero where a width is padded.
 *
 * <p>The forward copy of a layer that oscillates is scaled by omega0/π: its phases are then half
 * turns, whose nearest whole number is the sine's range reduction. That of any other layer is
 * scaled by omega0, and so is the backward copy: the factor that the chain rule puts there.
 */
final class PackedLayer {

  final LayerSpec spec;
  final int paddedOut;

  /** Factor of the layer's derivatives by its parameters. */
  final float chainScale;

  private final double forwardScale;
  private final int weightOffset;
  private final int biasOffset;

  /** {@code [out/LANES][even in][LANES]}, scaled; zero where in is odd. */
  final float[] forward;

  /** {@code [in/LANES][even out][LANES]}, scaled; zero where out is odd. */
  final float[] backward;

  /** {@code [out]}, scaled. */
  final float[] bias;

  PackedLayer(Layers layers, int layer) {
    spec = layers.get(layer);
    paddedOut = padded(spec.outFeatures());
    weightOffset = layers.weightOffset(layer);
    biasOffset = layers.biasOffset(layer);
    chainScale = (float) spec.omega0();
    forwardScale = spec.activation().oscillates() ? spec.omega0() / Math.PI : spec.omega0();
    forward = new float[paddedOut * even(spec.inFeatures())];
    backward = new float[padded(spec.inFeatures()) * even(spec.outFeatures())];
    bias = new float[paddedOut];
  }

  void load(float[] parameters) {
    int in = spec.inFeatures();
    int out = spec.outFeatures();
    float scale = (float) forwardScale;
    for (int n = 0; n < out; n++) {
      bias[n] = (float) (forwardScale * parameters[biasOffset + n]);
    }
    for (int n0 = 0; n0 < out; n0 += LANES) {
      int width = Math.min(LANES, out - n0);
      for (int k0 = 0; k0 < in; k0 += LANES) {
        int depth = Math.min(LANES, in - k0);
        for (int n = 0; n < width; n++) {
          int from = weightOffset + (n0 + n) * in + k0;
          int across = n0 * even(in) + k0 * LANES + n;
          int along = (k0 / LANES * even(out) + n0 + n) * LANES;
          for (int k = 0; k < depth; k++) {
            forward[across + k * LANES] = scale * parameters[from + k];
          }
          for (int k = 0; k < depth; k++) {
            backward[along + k] = chainScale * parameters[from + k];
          }
        }
      }
    }
  }

  /** Size of the layer's gradient as {@link GradientProduct} adds it up, the bias behind it. */
  int gradientLength() {
    return padded(spec.inFeatures()) * paddedOut + paddedOut;
  }

  /** Where the bias begins within the layer's gradient. */
  int biasGradientOffset() {
    return padded(spec.inFeatures()) * paddedOut;
  }

  /** Turns the layer's gradient into the flat order of {@link Layers}. */
  void unpackGradient(float[] packed, int from, float[] into) {
    int in = spec.inFeatures();
    int out = spec.outFeatures();
    for (int n = 0; n < out; n++) {
      for (int k0 = 0; k0 < in; k0 += LANES) {
        int row = from + (k0 / LANES * paddedOut + n) * LANES;
        int to = weightOffset + n * in + k0;
        for (int k = 0, width = Math.min(LANES, in - k0); k < width; k++) {
          into[to + k] = chainScale * packed[row + k];
        }
      }
    }
    int biases = from + biasGradientOffset();
    for (int n = 0; n < out; n++) {
      into[biasOffset + n] = chainScale * packed[biases + n];
    }
  }
}
