package org.sirenaudio.kernel;

import static org.sirenaudio.loop.Lanes.padded;

import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.Lanes;
import org.sirenaudio.loop.SineLoops;

/** The final linear layer: few outputs, so dot products instead of a matrix product. */
final class FinalLayer {

  final LayerSpec spec;
  final int paddedIn;

  /** Input features per block, each block starting at a vector boundary. */
  private final int width;

  private final int weightOffset;
  private final int biasOffset;

  /** {@code [out][paddedIn]} and {@code [out]}. */
  final float[] weight;

  final float[] bias;

  FinalLayer(Layers layers) {
    int layer = layers.size() - 1;
    spec = layers.get(layer);
    width = spec.inFeatures() / layers.inBlocks(layer);
    paddedIn = layers.inBlocks(layer) * padded(width);
    weightOffset = layers.weightOffset(layer);
    biasOffset = layers.biasOffset(layer);
    weight = new float[spec.outFeatures() * paddedIn];
    bias = new float[spec.outFeatures()];
  }

  void load(float[] parameters) {
    int in = spec.inFeatures();
    for (int o = 0; o < spec.outFeatures(); o++) {
      for (int k = 0; k < in; k += width) {
        int slot = Lanes.slot(k, width);
        System.arraycopy(parameters, weightOffset + o * in + k, weight, o * paddedIn + slot, width);
      }
      bias[o] = parameters[biasOffset + o];
    }
  }

  /** {@code y[t][o] = b[o] + Σk a[t][k] w[o][k]}; a is in panels, y is {@code [frames, out]}. */
  void forward(float[] a, int stride, int frames, float[] y, int outputFrom) {
    SineLoops.BEST.outputs(a, stride, frames, weight, bias, y, outputFrom);
  }

  /** Size of the gradient: {@code [out][paddedIn]} for the weight, followed by the bias. */
  int gradientLength() {
    return spec.outFeatures() * (paddedIn + 1);
  }

  void unpackGradient(float[] packed, int from, float[] into) {
    int in = spec.inFeatures();
    int out = spec.outFeatures();
    for (int o = 0; o < out; o++) {
      for (int k = 0; k < in; k += width) {
        int slot = Lanes.slot(k, width);
        System.arraycopy(
            packed, from + o * paddedIn + slot, into, weightOffset + o * in + k, width);
      }
      into[biasOffset + o] = packed[from + out * paddedIn + o];
    }
  }
}
