package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.LANES;
import static org.sirenaudio.loop.Lanes.even;
import static org.sirenaudio.loop.Lanes.padded;

import java.util.Arrays;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.GradientProduct;
import org.sirenaudio.loop.Lanes;

/**
 * One layer's parameters in the vector code's layout, zero-padded.
 *
 * <p>The forward copy of an oscillating layer is scaled by omega0/π: its phases are then half
 * turns, whose nearest integer is the sine's range reduction. That of any other layer is scaled by
 * omega0, and so is the backward copy, as the chain rule requires.
 */
final class PackedLayer {

  final LayerSpec spec;
  final int paddedOut;

  /** Length of products over input features or rows, rounded up to an even number. */
  final int depthIn;

  final int depthOut;

  /** Input features per block, and rows per block. */
  private final int inWidth;

  private final int outWidth;

  /** Whether features and rows are contiguous and the matrix is as stored. */
  private final boolean plain;

  /** Factor of the derivatives with respect to the layer's parameters. */
  final float chainScale;

  private final double forwardScale;
  private final int weightOffset;
  private final int biasOffset;

  /** {@code [out/LANES][depthIn][LANES]}, scaled; zero padding after the features. */
  final float[] forward;

  /** {@code [in/LANES][depthOut][LANES]}, scaled; zero padding after the rows. */
  final float[] backward;

  /** {@code [out]}, scaled. */
  final float[] bias;

  PackedLayer(Layers layers, int layer) {
    spec = layers.get(layer);
    inWidth = spec.inFeatures() / layers.inBlocks(layer);
    outWidth = spec.blockRows();
    boolean manyIn = inWidth < spec.inFeatures();
    boolean manyOut = outWidth < spec.rows();
    plain = !manyIn && !manyOut && !spec.complex();
    depthIn = manyIn ? layers.inBlocks(layer) * padded(inWidth) : even(spec.inFeatures());
    depthOut = manyOut ? spec.rows() / outWidth * padded(outWidth) : even(spec.rows());
    paddedOut = padded(depthOut);
    weightOffset = layers.weightOffset(layer);
    biasOffset = layers.biasOffset(layer);
    chainScale = (float) spec.omega0();
    forwardScale = spec.activation().oscillates() ? spec.omega0() / Math.PI : spec.omega0();
    forward = new float[paddedOut * depthIn];
    backward = new float[padded(depthIn) * depthOut];
    bias = new float[paddedOut];
  }

  void load(float[] parameters) {
    if (!plain) {
      loadBlocks(parameters);
      return;
    }
    int in = spec.inFeatures();
    int out = spec.rows();
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
          int across = n0 * depthIn + k0 * LANES + n;
          int along = (k0 / LANES * depthOut + n0 + n) * LANES;
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

  private void loadBlocks(float[] parameters) {
    for (int n = 0; n < spec.rows(); n++) {
      int row = Lanes.slot(n, outWidth);
      bias[row] = (float) (forwardScale * parameters[biasOffset + n]);
      for (int k = 0; k < spec.inFeatures(); k++) {
        int column = Lanes.slot(k, inWidth);
        float value = spec.weightSign(n, k) * parameters[weightOffset + spec.weightIndex(n, k)];
        forward[(row / LANES * depthIn + column) * LANES + row % LANES] =
            (float) forwardScale * value;
        backward[(column / LANES * depthOut + row) * LANES + column % LANES] = chainScale * value;
      }
    }
  }

  /**
   * Size of the layer's gradient in the layout of {@link GradientProduct}, followed by the bias.
   */
  int gradientLength() {
    return padded(depthIn) * paddedOut + paddedOut;
  }

  /** Offset of the bias in the layer's gradient. */
  int biasGradientOffset() {
    return padded(depthIn) * paddedOut;
  }

  /** Converts the layer's gradient to the flat order of {@link Layers}. */
  void unpackGradient(float[] packed, int from, float[] into) {
    if (!plain) {
      unpackBlocks(packed, from, into);
      return;
    }
    int in = spec.inFeatures();
    int out = spec.rows();
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

  private void unpackBlocks(float[] packed, int from, float[] into) {
    int biases = from + biasGradientOffset();
    Arrays.fill(into, weightOffset, biasOffset, 0);
    for (int n = 0; n < spec.rows(); n++) {
      int row = Lanes.slot(n, outWidth);
      into[biasOffset + n] = chainScale * packed[biases + row];
      for (int k = 0; k < spec.inFeatures(); k++) {
        int column = Lanes.slot(k, inWidth);
        int at = from + (column / LANES * paddedOut + row) * LANES + column % LANES;
        into[weightOffset + spec.weightIndex(n, k)] +=
            spec.weightSign(n, k) * chainScale * packed[at];
      }
    }
  }
}
