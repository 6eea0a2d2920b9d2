package org.sirenaudio.fit.train;

import java.util.Arrays;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * Rounds fitted networks to the stored number format with minimal loss. The hidden layers are
 * rounded first; then the final, linear layer is refitted to them by least squares.
 *
 * @param weights the number format
 * @param refits whether to refit the final layer, for the least squared error
 */
record WeightRounding(WeightType weights, boolean refits) {

  private static final int MOST_COMPENSATED = 1000;

  /** The cost of a refit grows with the square of the width. */
  private static final int MOST_REFITTED = 512;

  /** A network with rounded hidden layers and a final layer still to be rounded. */
  Network hiddenRounded(Network network, WindowTargets targets) {
    Network full = fullRange(network);
    Network plain = eachRounded(full);
    if (!refits || targets.silent() || full.spec().hiddenFeatures() > MOST_REFITTED) {
      return plain;
    }
    FinalLayerFit refitted = FinalLayerFit.of(plain, targets);
    if (!compensates(full.spec())) {
      return refitted.network();
    }
    // Large steps are not compensated, where the network is far from linear.
    FinalLayerFit other = FinalLayerFit.of(CompensatedRounding.of(full, targets), targets);
    return other.error() < refitted.error() ? other.network() : refitted.network();
  }

  private Network eachRounded(Network full) {
    Layers layers = full.layers();
    float[] values = full.parameters().clone();
    for (int l = full.spec().fixedLayers(); l < layers.size() - 1; l++) {
      int bias = layers.biasOffset(l);
      weights.round(values, layers.weightOffset(l), bias);
      weights.round(values, bias, bias + layers.get(l).rows());
    }
    return Network.of(full.spec(), values);
  }

  /** Whether it has a single sine layer with few enough parameters for all pairs. */
  private static boolean compensates(NetworkSpec spec) {
    return spec.nonlinearity() instanceof Nonlinearity.Sine
        && spec.numLayers() == 1
        && spec.encoding() instanceof InputEncoding.None
        && spec.parameterCount() <= MOST_COMPENSATED;
  }

  /** Rounds the final layer's weights; its biases are stored in full. */
  void roundFinal(Layers layers, float[] values) {
    int last = layers.size() - 1;
    weights.round(values, layers.weightOffset(last), layers.biasOffset(last));
  }

  /**
   * The same sines in a form that uses the full precision: phases within ±π, and a first-layer
   * omega0 such that its largest weight is the largest number below one, unless its weights are
   * stored exactly anyway.
   */
  private Network fullRange(Network network) {
    float[] values = network.parameters().clone();
    if (!(network.spec().nonlinearity() instanceof Nonlinearity.Sine sine)
        || network.spec().encoding().learned()) {
      return Network.of(network.spec(), values);
    }
    Layers layers = network.layers();
    int first = network.spec().fixedLayers();
    double most = 0;
    for (int i = layers.weightOffset(first); i < layers.biasOffset(first); i++) {
      most = Math.max(most, Math.abs(values[i]));
    }
    int weight = layers.weightOffset(first);
    float[] rounded = values.clone();
    weights.round(rounded, weight, layers.biasOffset(first));
    boolean exact =
        Arrays.equals(
            values, weight, layers.biasOffset(first), rounded, weight, layers.biasOffset(first));
    double stretch = exact || !(most > 0) ? 1 : most / (1 - 0x1p-15);
    double omega = sine.firstOmega0() * stretch;
    int end = layers.biasOffset(first) + layers.get(first).rows();
    for (int i = layers.weightOffset(first); i < end; i++) {
      values[i] = (float) (values[i] / stretch);
    }
    for (int l = first; l < layers.size() - 1; l++) {
      double period = 2 * Math.PI / (l == first ? omega : sine.hiddenOmega0());
      int bias = layers.biasOffset(l);
      for (int i = bias; i < bias + layers.get(l).rows(); i++) {
        values[i] = (float) Math.IEEEremainder(values[i], period);
      }
    }
    return Network.of(network.spec().withFirstOmega0(omega), values);
  }
}
