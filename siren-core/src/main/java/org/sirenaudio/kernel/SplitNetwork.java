package org.sirenaudio.kernel;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/**
 * Evaluates a network of one very wide hidden layer as a sum of narrow ones: their tiles stay in
 * the cache, and those of Gabor wavelets far from the tile, where they vanish in single precision,
 * are skipped.
 */
final class SplitNetwork {

  /** Features of a part. */
  static final int WIDTH = 128;

  /** Arguments of exp(−w²) beyond which it counts as zero, 10⁻²⁶. */
  private static final double VANISHING = Math.sqrt(VectorWaves.FARTHEST);

  private final Layers whole;
  private final Layers layers;
  private final List<VectorNetwork> parts = new ArrayList<>();

  /** The coordinates where each part is not zero: {@code [parts]}. */
  private final double[] from;

  private final double[] to;

  /** Biases of the outputs. */
  private final float[] bias;

  private SplitNetwork(Layers whole, Layers layers) {
    this.whole = whole;
    this.layers = layers;
    int count = (whole.get(0).blockRows() + WIDTH - 1) / WIDTH;
    for (int i = 0; i < count; i++) {
      parts.add(new VectorNetwork(layers));
    }
    from = new double[count];
    to = new double[count];
    bias = new float[whole.outFeatures()];
  }

  /** Whether a network is worth splitting. */
  static boolean suits(Layers layers) {
    LayerSpec first = layers.get(0);
    return layers.size() == 2
        && layers.inFeatures() == 1
        && first.blockRows() > 2 * WIDTH
        && first.outFeatures() == first.blockRows()
        && first.weightRows() == first.rows();
  }

  static SplitNetwork of(Layers layers) {
    return new SplitNetwork(layers, part(layers));
  }

  /** The layers of a part. */
  static Layers part(Layers whole) {
    LayerSpec first = whole.get(0);
    LayerSpec last = whole.get(1);
    int blocks = first.rows() / first.blockRows();
    return new Layers(
        List.of(
            new LayerSpec(1, blocks * WIDTH, first.activation()),
            new LayerSpec(WIDTH, last.rows(), last.activation())));
  }

  /** Takes the parameters; the features missing from the last part are zero. */
  void load(float[] parameters) {
    LayerSpec first = whole.get(0);
    int width = first.blockRows();
    int blocks = first.rows() / width;
    int last = whole.weightOffset(1);
    System.arraycopy(parameters, whole.biasOffset(1), bias, 0, bias.length);
    for (int p = 0; p < parts.size(); p++) {
      float[] part = new float[layers.parameterCount()];
      int at = p * WIDTH;
      int count = Math.min(WIDTH, width - at);
      for (int b = 0; b < blocks; b++) {
        System.arraycopy(parameters, b * width + at, part, b * WIDTH, count);
        int biases = whole.biasOffset(0) + b * width + at;
        System.arraycopy(parameters, biases, part, layers.biasOffset(0) + b * WIDTH, count);
      }
      for (int o = 0; o < bias.length; o++) {
        int row = layers.weightOffset(1) + o * WIDTH;
        System.arraycopy(parameters, last + o * width + at, part, row, count);
      }
      parts.get(p).load(part);
      support(p, part, count);
    }
  }

  private void support(int p, float[] part, int count) {
    from[p] = Double.NEGATIVE_INFINITY;
    to[p] = Double.POSITIVE_INFINITY;
    if (!(layers.get(0).activation() instanceof Joint.Filters filters) || !filters.bells()) {
      return;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int n = 0; n < count; n++) {
      double slope = filters.omega0() * part[WIDTH + n];
      double shift = filters.omega0() * part[layers.biasOffset(0) + WIDTH + n];
      double middle = -shift / slope;
      double reach = Math.abs(VANISHING / slope);
      if (Double.isNaN(middle) || Double.isInfinite(middle)) {
        return;
      }
      low = Math.min(low, middle - reach);
      high = Math.max(high, middle + reach);
    }
    from[p] = low;
    to[p] = high;
  }

  /** As {@link NetworkKernel#forward}. */
  void forward(
      VectorWorkspace tile,
      Coordinates coordinates,
      int start,
      int frames,
      float[] outputs,
      int outputFrom) {
    int out = bias.length;
    int step = tile.tileFrames(frames);
    for (int done = 0; done < frames; done += step) {
      int count = Math.min(step, frames - done);
      int at = (outputFrom + done) * out;
      for (int i = 0; i < count * out; i++) {
        outputs[at + i] = bias[i % out];
      }
      tile.read(coordinates, start + done, count);
      double low = Arrays.stream(tile.coordinates, 0, count).min().orElseThrow();
      double high = Arrays.stream(tile.coordinates, 0, count).max().orElseThrow();
      for (int p = 0; p < parts.size(); p++) {
        if (high >= from[p] && low <= to[p]) {
          VectorNetwork part = parts.get(p);
          part.activations(tile, count);
          part.outputs(tile, count);
          for (int i = 0; i < count * out; i++) {
            outputs[at + i] += tile.outputs[i];
          }
        }
      }
    }
  }
}
