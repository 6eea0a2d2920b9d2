package org.sirenaudio.export;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * The networks of windows that differ in width a little at most, one network a row. The rows of
 * those narrower than the widest are filled up with zeros, which add nothing to what they answer.
 *
 * @param spec of the widest; omegas are those of its first window
 * @param windows in order of time
 */
record NetworkStack(NetworkSpec spec, List<Segment> segments, int[] windows) {

  /** Octaves of a network's encoding, 0 where it has none. */
  static int octaves(NetworkSpec spec) {
    return switch (spec.encoding()) {
      case InputEncoding.None none -> 0;
      case InputEncoding.Positional positional -> positional.octaves();
    };
  }

  int rows() {
    return windows.length;
  }

  /** Learned layers, the final one included. */
  int layers() {
    return spec.numLayers() + 1;
  }

  int inFeatures(int layer) {
    return spec.layers().get(spec.fixedLayers() + layer).inFeatures();
  }

  int outFeatures(int layer) {
    return spec.layers().get(spec.fixedLayers() + layer).outFeatures();
  }

  /** The weights of a learned layer, {@code [rows, out, in]}. */
  float[] weights(int layer) {
    return values(layer, outFeatures(layer), inFeatures(layer), true);
  }

  /** The biases of a learned layer, {@code [rows, out]}. */
  float[] biases(int layer) {
    return values(layer, outFeatures(layer), 1, false);
  }

  private float[] values(int layer, int height, int width, boolean weights) {
    float[] all = new float[Math.multiplyExact(rows(), Math.multiplyExact(height, width))];
    for (int r = 0; r < windows.length; r++) {
      Network network = segments.get(windows[r]).network();
      Layers layers = network.layers();
      int l = network.spec().fixedLayers() + layer;
      int from = weights ? layers.weightOffset(l) : layers.biasOffset(l);
      int own = weights ? layers.get(l).inFeatures() : 1;
      for (int o = 0; o < layers.get(l).outFeatures(); o++) {
        int at = (r * height + o) * width;
        System.arraycopy(network.parameters(), from + o * own, all, at, own);
      }
    }
    return all;
  }

  /** A number of each network, row by row. */
  double[] numbers(ToDoubleFunction<NetworkSpec> number) {
    return Arrays.stream(windows)
        .mapToDouble(i -> number.applyAsDouble(segments.get(i).spec()))
        .toArray();
  }
}
