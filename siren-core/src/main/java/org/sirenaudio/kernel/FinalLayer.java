package org.sirenaudio.kernel;

import static org.sirenaudio.kernel.VectorKernels.FLOATS;
import static org.sirenaudio.kernel.VectorKernels.LANES;
import static org.sirenaudio.kernel.VectorKernels.padded;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorShuffle;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/** The final linear layer: few outputs, so dot products instead of a matrix product. */
final class FinalLayer {

  private static final VectorShuffle<Float> BY_1 = swapped(1);
  private static final VectorShuffle<Float> BY_2 = swapped(2);
  private static final VectorShuffle<Float> BY_4 = swapped(4);
  private static final VectorShuffle<Float> BY_8 = swapped(8);

  final LayerSpec spec;
  final int paddedIn;

  /** Input features per block, each block starting at a vector boundary. */
  private final int width;

  private final int weightOffset;
  private final int biasOffset;

  /** {@code [out][paddedIn]} and {@code [out]}. */
  private final float[] weight;

  private final float[] bias;

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
        int slot = VectorKernels.slot(k, width);
        System.arraycopy(parameters, weightOffset + o * in + k, weight, o * paddedIn + slot, width);
      }
      bias[o] = parameters[biasOffset + o];
    }
  }

  /** {@code y[t][o] = b[o] + Σk a[t][k] w[o][k]}; a is in panels, y is {@code [frames, out]}. */
  void forward(float[] a, int stride, int frames, float[] y, int outputFrom) {
    int out = spec.outFeatures();
    for (int t = 0; t < frames; t++) {
      for (int o = 0; o < out; o++) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int k = 0; k < paddedIn; k += LANES) {
          FloatVector x = FloatVector.fromArray(FLOATS, a, k * stride + t * LANES);
          sum = x.fma(FloatVector.fromArray(FLOATS, weight, o * paddedIn + k), sum);
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

  /**
   * {@code da[t][k] = Σo dy[t][o] w[o][k] · derivative[t][k]}, in panels, and the column sums of
   * it.
   */
  void backward(
      float[] dy,
      float[] derivative,
      int stride,
      int frames,
      float[] da,
      float[] g,
      int columnSums) {
    int out = spec.outFeatures();
    for (int k = 0; k < paddedIn; k += LANES) {
      FloatVector total = FloatVector.zero(FLOATS);
      for (int t = 0; t < frames; t++) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int o = 0; o < out; o++) {
          FloatVector w = FloatVector.fromArray(FLOATS, weight, o * paddedIn + k);
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

  /** Size of the gradient: {@code [out][paddedIn]} for the weight, followed by the bias. */
  int gradientLength() {
    return spec.outFeatures() * (paddedIn + 1);
  }

  /** Adds one tile's gradient of the weight and the bias. */
  void parameterGradient(float[] dy, float[] a, int stride, int frames, float[] g, int from) {
    int out = spec.outFeatures();
    for (int o = 0; o < out; o++) {
      for (int k = 0; k < paddedIn; k += LANES) {
        FloatVector sum = FloatVector.zero(FLOATS);
        for (int t = 0; t < frames; t++) {
          FloatVector x = FloatVector.fromArray(FLOATS, a, k * stride + t * LANES);
          sum = x.fma(FloatVector.broadcast(FLOATS, dy[t * out + o]), sum);
        }
        int at = from + o * paddedIn + k;
        FloatVector.fromArray(FLOATS, g, at).add(sum).intoArray(g, at);
      }
      float sum = 0;
      for (int t = 0; t < frames; t++) {
        sum += dy[t * out + o];
      }
      g[from + out * paddedIn + o] += sum;
    }
  }

  void unpackGradient(float[] packed, int from, float[] into) {
    int in = spec.inFeatures();
    int out = spec.outFeatures();
    for (int o = 0; o < out; o++) {
      for (int k = 0; k < in; k += width) {
        int slot = VectorKernels.slot(k, width);
        System.arraycopy(
            packed, from + o * paddedIn + slot, into, weightOffset + o * in + k, width);
      }
      into[biasOffset + o] = packed[from + out * paddedIn + o];
    }
  }
}
