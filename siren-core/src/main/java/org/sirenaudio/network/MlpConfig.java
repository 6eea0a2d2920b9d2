package org.sirenaudio.network;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.kernel.LayerSpec;
import org.sirenaudio.kernel.NetworkSpec;

/**
 * The shape of a plain network of rectified linear units over time, the baseline that a SIREN is
 * judged against, with or without a positional encoding (Mildenhall et al. 2020, "NeRF", equation
 * 4): {@code sin(2^k·π·x), cos(2^k·π·x)} for k = 0 … octaves − 1 in place of x.
 *
 * @param outFeatures numbers per answer, the channels of a clip
 * @param hiddenFeatures width of every hidden layer
 * @param numLayers how many hidden layers
 * @param octaves of the encoding; 0 for none. Octave k is 2^k / T Hz on a window of T seconds
 */
public record MlpConfig(int outFeatures, int hiddenFeatures, int numLayers, int octaves) {

  /** Beyond this, a float no longer holds 2^k·x exactly enough to tell neighbours apart. */
  public static final int MOST_OCTAVES = 30;

  public MlpConfig {
    if (outFeatures < 1 || hiddenFeatures < 1 || numLayers < 1) {
      throw new IllegalArgumentException(
          "features and layers are counted from 1, not out %d, hidden %d, layers %d"
              .formatted(outFeatures, hiddenFeatures, numLayers));
    }
    if (octaves < 0 || octaves > MOST_OCTAVES) {
      throw new IllegalArgumentException(
          "an encoding has 0 to " + MOST_OCTAVES + " octaves, not " + octaves);
    }
  }

  /**
   * The octaves of an encoding whose highest is the one nearest to a frequency.
   *
   * @param hertz the frequency, Hz
   * @param seconds that the coordinates −1 … 1 cover
   * @return 1 to {@link #MOST_OCTAVES}
   */
  public static int octaves(double hertz, double seconds) {
    long highest = Math.round(Math.log(hertz * seconds) / Math.log(2));
    return Math.clamp(highest + 1, 1, MOST_OCTAVES);
  }

  /** The frequency of the highest octave, Hz, on coordinates −1 … 1 that cover so many seconds. */
  public static double highestHz(int octaves, double seconds) {
    return Math.scalb(1 / seconds, octaves - 1);
  }

  /**
   * The layers as the kernels see them. The encoding is a sine layer whose parameters stay as they
   * are: its frequencies are whole numbers of half turns, its phases 0 and a quarter turn.
   */
  public NetworkSpec spec() {
    List<LayerSpec> layers = new ArrayList<>();
    int in = 1;
    if (octaves > 0) {
      layers.add(LayerSpec.sine(1, 2 * octaves, Math.PI));
      in = 2 * octaves;
    }
    for (int i = 0; i < numLayers; i++) {
      layers.add(LayerSpec.relu(in, hiddenFeatures));
      in = hiddenFeatures;
    }
    layers.add(LayerSpec.linear(in, outFeatures));
    return new NetworkSpec(layers);
  }

  /** Layers at the input that are not learned. */
  public int fixedLayers() {
    return octaves > 0 ? 1 : 0;
  }

  /** Numbers that are learned. */
  public int parameterCount() {
    NetworkSpec spec = spec();
    return spec.parameterCount() - spec.weightOffset(fixedLayers());
  }
}
