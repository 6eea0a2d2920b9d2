package org.sirenaudio.export;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.EncodingForm;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * The networks of windows that differ in width a little at most, one network a row. The rows of
 * those narrower than the widest are filled up with zeros, which add nothing to what they answer.
 *
 * @param spec of the widest; omegas are those of its first window
 * @param windows in order of time
 */
record NetworkStack(NetworkSpec spec, List<Segment> segments, int[] windows) {

  /** Octaves of a network's positional encoding, 0 where it has none. */
  static int octaves(NetworkSpec spec) {
    return spec.encoding() instanceof InputEncoding.Positional(int octaves) ? octaves : 0;
  }

  /** What an export says of networks that it has no formula for. */
  static IllegalArgumentException unknown(Nonlinearity nonlinearity, String ending) {
    return nonlinearity instanceof Nonlinearity.Own own
        ? new IllegalArgumentException(
            "networks with the activation '%s' of your own cannot be exported; use siren render"
                .formatted(own.curve().name()))
        : new IllegalArgumentException(
            "a .%s file cannot hold networks of the kind %s; use a .npz file or siren render"
                .formatted(ending, nonlinearity.kind().name()));
  }

  /**
   * Refuses networks with an encoding that an export has no formula for.
   *
   * @param known those that it has one for, beside none
   */
  static void requireEncoding(List<Segment> segments, String ending, List<EncodingForm> known) {
    for (Segment segment : segments) {
      EncodingForm form = segment.spec().encoding().form();
      if (!form.equals(EncodingForm.NONE) && !known.contains(form)) {
        throw new IllegalArgumentException(
            "a .%s file cannot hold networks with the encoding %s; use siren render"
                .formatted(ending, form.name()));
      }
    }
  }

  /** Features of a network's encoding, 0 where it has none. */
  static int encodedFeatures(NetworkSpec spec) {
    return spec.fixedLayers() == 0 ? 0 : spec.layers().get(0).outFeatures();
  }

  int rows() {
    return windows.length;
  }

  /** Learned layers, the final one included. */
  int layers() {
    return spec.numLayers() + 1;
  }

  /** Columns of a learned layer's weight: where its activation joins no others, its features in. */
  int inFeatures(int layer) {
    return spec.layers().get(spec.fixedLayers() + layer).columns();
  }

  /** Rows of a learned layer's weight: where its activation joins no others, its features out. */
  int outFeatures(int layer) {
    return spec.layers().get(spec.fixedLayers() + layer).rows();
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
      int own = weights ? layers.get(l).columns() : 1;
      for (int o = 0; o < layers.get(l).rows(); o++) {
        int at = (r * height + o) * width;
        System.arraycopy(network.parameters(), from + o * own, all, at, own);
      }
    }
    return all;
  }

  /**
   * Of each network, the frequency of each feature of its encoding in turns per unit of the
   * coordinate, {@code [rows, features]}.
   */
  double[] encodedTurns() {
    int features = encodedFeatures(spec);
    double[] turns = new double[Math.multiplyExact(rows(), features)];
    for (int r = 0; r < windows.length; r++) {
      NetworkSpec own = segments.get(windows[r]).spec();
      double omega = own.layers().get(0).omega0() / (2 * Math.PI);
      float[] fixed = fixed(own);
      for (int i = 0; i < features; i++) {
        turns[r * features + i] = omega * fixed[i];
      }
    }
    return turns;
  }

  /** The phase of each feature of the encoding in turns, {@code [features]}. */
  double[] encodedPhases() {
    int features = encodedFeatures(spec);
    double omega = spec.layers().get(0).omega0() / (2 * Math.PI);
    float[] fixed = fixed(spec);
    double[] phases = new double[features];
    Arrays.setAll(phases, i -> omega * fixed[features + i]);
    return phases;
  }

  private static float[] fixed(NetworkSpec spec) {
    float[] fixed = new float[2 * encodedFeatures(spec)];
    spec.encoding().fill(fixed);
    return fixed;
  }

  /** A number of each network, row by row. */
  double[] numbers(ToDoubleFunction<NetworkSpec> number) {
    return Arrays.stream(windows)
        .mapToDouble(i -> number.applyAsDouble(segments.get(i).spec()))
        .toArray();
  }
}
