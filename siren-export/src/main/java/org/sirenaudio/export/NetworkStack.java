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
 * The networks of windows with nearly equal widths, one network per row. Narrower ones are
 * zero-padded, which does not change their output.
 *
 * @param spec of the widest; omegas are those of its first window
 * @param windows in time order
 */
record NetworkStack(NetworkSpec spec, List<Segment> segments, int[] windows) {

  /** Octaves of a network's positional encoding, 0 if it has none. */
  static int octaves(NetworkSpec spec) {
    return spec.encoding() instanceof InputEncoding.Positional(int octaves) ? octaves : 0;
  }

  /** The error for networks that an export does not support. */
  static IllegalArgumentException unknown(Nonlinearity nonlinearity, String ending) {
    return nonlinearity instanceof Nonlinearity.Own own
        ? new IllegalArgumentException(
            "networks with the user-defined activation '%s' cannot be exported; use siren render"
                .formatted(own.curve().name()))
        : new IllegalArgumentException(
            "a .%s file does not support networks of the kind %s; use a .npz file or siren render"
                .formatted(ending, nonlinearity.kind().name()));
  }

  /**
   * Rejects networks with an encoding that an export does not support.
   *
   * @param known the supported encodings, besides none
   */
  static void requireEncoding(List<Segment> segments, String ending, List<EncodingForm> known) {
    for (Segment segment : segments) {
      EncodingForm form = segment.spec().encoding().form();
      if (!form.equals(EncodingForm.NONE) && !known.contains(form)) {
        throw new IllegalArgumentException(
            "a .%s file does not support networks with the encoding %s; use siren render"
                .formatted(ending, form.name()));
      }
    }
  }

  /** Features of a network's encoding, 0 if it has none. */
  static int encodedFeatures(NetworkSpec spec) {
    return spec.fixedLayers() == 0 ? 0 : spec.layers().get(0).outFeatures();
  }

  int rows() {
    return windows.length;
  }

  /** Number of learned layers, including the final one. */
  int layers() {
    return spec.numLayers() + 1;
  }

  /**
   * Columns of a learned layer's weight: its input features, unless the activation is a joint one.
   */
  int inFeatures(int layer) {
    return spec.layers().get(spec.fixedLayers() + layer).columns();
  }

  /**
   * Rows of a learned layer's weight: its output features, unless the activation is a joint one.
   */
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
   * Per network, the frequency of each encoding feature in turns per unit of the coordinate, {@code
   * [rows, features]}.
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

  /** The phase of each encoding feature in turns, {@code [features]}. */
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

  /** A number per network, in row order. */
  double[] numbers(ToDoubleFunction<NetworkSpec> number) {
    return Arrays.stream(windows)
        .mapToDouble(i -> number.applyAsDouble(segments.get(i).spec()))
        .toArray();
  }
}
