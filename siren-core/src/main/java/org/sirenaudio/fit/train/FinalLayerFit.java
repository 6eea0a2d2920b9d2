package org.sirenaudio.fit.train;

import java.util.Arrays;
import org.sirenaudio.dsp.SymmetricSystem;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * The final layer of least squared error over the features of the last hidden one: with Φ {@code
 * [points, features + 1]} those features and a constant, and r the residual, the change d of a
 * channel's weights and bias solves {@code (ΦᵀΦ + λ·diag ΦᵀΦ)·d = Φᵀr} in double precision. A small
 * λ keeps nearly equal features from cancelling each other.
 */
final class FinalLayerFit {

  private static final double RIDGE = 1e-6;

  /** Points evaluated at once. */
  private static final int BLOCK = 1 << 11;

  private Network network;
  private double error;
  private final WindowTargets targets;
  private final int channels;

  /** Features and the constant. */
  private final int columns;

  /** {@code [columns][columns]}, the lower half. */
  private final double[][] products;

  /** {@code [channels][columns]}. */
  private final double[][] missing;

  private FinalLayerFit(Network network, WindowTargets targets) {
    this.network = network;
    this.targets = targets;
    channels = targets.channels();
    Layers layers = network.layers();
    columns = layers.get(layers.size() - 1).inFeatures() + 1;
    products = new double[columns][columns];
    missing = new double[channels][columns];
  }

  /** Replaces a network's final layer by the optimal one. */
  static FinalLayerFit of(Network network, WindowTargets targets) {
    FinalLayerFit fit = new FinalLayerFit(network, targets);
    Network features = fit.features();
    for (int from = 0; from < targets.points(); from += BLOCK) {
      fit.add(features, from, Math.min(targets.points(), from + BLOCK));
    }
    fit.solve();
    return fit;
  }

  Network network() {
    return network;
  }

  /** The remaining sum of squared errors over all points and channels, or slightly more. */
  double error() {
    return error;
  }

  /** A network that outputs the last hidden layer's features. */
  private Network features() {
    int hidden = columns - 1;
    NetworkSpec spec = network.spec().withOutFeatures(hidden);
    Layers layers = spec.layers();
    float[] values = Arrays.copyOf(network.parameters(), layers.parameterCount());
    int last = layers.size() - 1;
    Arrays.fill(values, layers.weightOffset(last), values.length, 0);
    for (int f = 0; f < hidden; f++) {
      values[layers.weightOffset(last) + f * hidden + f] = 1;
    }
    return Network.of(spec, values);
  }

  private void add(Network features, int from, int to) {
    double[] coordinates = new double[to - from];
    Arrays.setAll(coordinates, i -> targets.coordinate(from + i));
    float[] hidden = features.forward(coordinates, coordinates.length);
    float[] answers = network.forward(coordinates, coordinates.length);
    double[] row = new double[columns];
    float[] wanted = new float[channels];
    row[columns - 1] = 1;
    for (int i = 0; i < coordinates.length; i++) {
      for (int f = 0; f < columns - 1; f++) {
        row[f] = hidden[i * (columns - 1) + f];
      }
      for (int a = 0; a < columns; a++) {
        double factor = row[a];
        double[] sums = products[a];
        for (int b = 0; b <= a; b++) {
          sums[b] += factor * row[b];
        }
      }
      targets.read(from + i, wanted, 0);
      for (int c = 0; c < channels; c++) {
        double lack = wanted[c] - (double) answers[i * channels + c];
        error += lack * lack;
        for (int a = 0; a < columns; a++) {
          missing[c][a] += lack * row[a];
        }
      }
    }
  }

  private void solve() {
    // A feature that is always zero is left unchanged.
    for (int a = 0; a < columns; a++) {
      products[a][a] = products[a][a] > 0 ? products[a][a] * (1 + RIDGE) : 1;
    }
    SymmetricSystem system = SymmetricSystem.of(products, 0);
    Layers layers = network.layers();
    float[] values = network.parameters().clone();
    int last = layers.size() - 1;
    for (int c = 0; c < channels; c++) {
      double[] change = system.solve(missing[c]);
      for (int a = 0; a < columns; a++) {
        error -= change[a] * missing[c][a];
      }
      int weights = layers.weightOffset(last) + c * (columns - 1);
      for (int f = 0; f < columns - 1; f++) {
        values[weights + f] += (float) change[f];
      }
      values[layers.biasOffset(last) + c] += (float) change[columns - 1];
    }
    network = Network.of(network.spec(), values);
  }
}
