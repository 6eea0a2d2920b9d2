package org.sirenaudio.network;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.kernel.LayerSpec;
import org.sirenaudio.kernel.NetworkSpec;

/**
 * The shape of a SIREN (Sitzmann et al. 2020): {@code numLayers} sine layers and a final linear
 * layer.
 *
 * @param inFeatures numbers per coordinate, 1 for time
 * @param outFeatures numbers per answer, the channels of a clip
 * @param hiddenFeatures width of every sine layer
 * @param numLayers how many sine layers; the final linear layer is not counted
 * @param firstOmega0 omega0 of the first layer. On coordinates −1 … 1 that cover T seconds, the
 *     first layer's frequencies begin within ±firstOmega0/(2π)·(2/T) = ±firstOmega0/(π·T) Hz
 * @param hiddenOmega0 omega0 of the other sine layers
 * @param finalInit how the final layer begins
 */
public record SirenConfig(
    int inFeatures,
    int outFeatures,
    int hiddenFeatures,
    int numLayers,
    double firstOmega0,
    double hiddenOmega0,
    FinalInit finalInit) {

  public SirenConfig {
    if (inFeatures < 1 || outFeatures < 1 || hiddenFeatures < 1 || numLayers < 1) {
      throw new IllegalArgumentException(
          "features and layers are counted from 1, not in %d, out %d, hidden %d, layers %d"
              .formatted(inFeatures, outFeatures, hiddenFeatures, numLayers));
    }
    if (!(firstOmega0 > 0 && hiddenOmega0 > 0 && Double.isFinite(firstOmega0 + hiddenOmega0))) {
      throw new IllegalArgumentException(
          "omega0 must be positive and finite, not %s and %s".formatted(firstOmega0, hiddenOmega0));
    }
  }

  /** One input, one output, the paper's initialisation. */
  public static SirenConfig of(
      int hiddenFeatures, int numLayers, double firstOmega0, double hiddenOmega0) {
    return new SirenConfig(
        1, 1, hiddenFeatures, numLayers, firstOmega0, hiddenOmega0, FinalInit.PAPER);
  }

  public SirenConfig withHiddenFeatures(int features) {
    return new SirenConfig(
        inFeatures, outFeatures, features, numLayers, firstOmega0, hiddenOmega0, finalInit);
  }

  public SirenConfig withFirstOmega0(double omega0) {
    return new SirenConfig(
        inFeatures, outFeatures, hiddenFeatures, numLayers, omega0, hiddenOmega0, finalInit);
  }

  public SirenConfig withOutFeatures(int features) {
    return new SirenConfig(
        inFeatures, features, hiddenFeatures, numLayers, firstOmega0, hiddenOmega0, finalInit);
  }

  public SirenConfig withFinalInit(FinalInit init) {
    return new SirenConfig(
        inFeatures, outFeatures, hiddenFeatures, numLayers, firstOmega0, hiddenOmega0, init);
  }

  /**
   * omega0 for a first layer whose frequencies begin within ±{@code hertz} on a window of {@code
   * seconds}.
   */
  public static double omega0(double hertz, double seconds) {
    return Math.PI * seconds * hertz;
  }

  /** The layers as the kernels see them. */
  public NetworkSpec spec() {
    List<LayerSpec> layers = new ArrayList<>();
    layers.add(LayerSpec.sine(inFeatures, hiddenFeatures, firstOmega0));
    for (int i = 1; i < numLayers; i++) {
      layers.add(LayerSpec.sine(hiddenFeatures, hiddenFeatures, hiddenOmega0));
    }
    layers.add(LayerSpec.linear(hiddenFeatures, outFeatures));
    return new NetworkSpec(layers);
  }

  public int parameterCount() {
    return spec().parameterCount();
  }
}
