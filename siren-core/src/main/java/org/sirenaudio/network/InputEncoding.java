package org.sirenaudio.network;

import java.util.Optional;
import org.sirenaudio.layer.LayerSpec;

/**
 * What happens to the coordinate before the first learned layer: nothing, or a layer whose
 * parameters are fixed.
 */
public sealed interface InputEncoding {

  /** The layer in front of the learned ones, if there is one. */
  Optional<LayerSpec> layer(int inFeatures);

  /** Writes the layer's parameters, flat, from index 0 on. */
  void fill(float[] parameters);

  /** The coordinate as it is. */
  record None() implements InputEncoding {
    @Override
    public Optional<LayerSpec> layer(int inFeatures) {
      return Optional.empty();
    }

    @Override
    public void fill(float[] parameters) {}
  }

  /**
   * {@code sin(2^k·π·x), cos(2^k·π·x)} for k = 0 … octaves − 1 in place of x (Mildenhall et al.
   * 2020, "NeRF", equation 4): a sine layer whose frequencies are whole numbers of half turns, its
   * phases 0 and a quarter turn.
   *
   * @param octaves 1 to {@link #MOST_OCTAVES}. Octave k is 2^k / T Hz on a window of T seconds
   */
  record Positional(int octaves) implements InputEncoding {

    /** Beyond this, a float no longer holds 2^k·x exactly enough to tell neighbours apart. */
    public static final int MOST_OCTAVES = 30;

    public Positional {
      if (octaves < 1 || octaves > MOST_OCTAVES) {
        throw new IllegalArgumentException(
            "an encoding has 1 to " + MOST_OCTAVES + " octaves, not " + octaves);
      }
    }

    /**
     * The encoding whose highest octave is the one nearest to a frequency.
     *
     * @param hertz the frequency, Hz
     * @param seconds that the coordinates −1 … 1 cover
     */
    public static Positional upTo(double hertz, double seconds) {
      long highest = Math.round(Math.log(hertz * seconds) / Math.log(2));
      return new Positional(Math.clamp(highest + 1, 1, MOST_OCTAVES));
    }

    /** The frequency of the highest octave, Hz, where coordinates −1 … 1 cover so many seconds. */
    public double highestHz(double seconds) {
      return Math.scalb(1 / seconds, octaves - 1);
    }

    @Override
    public Optional<LayerSpec> layer(int inFeatures) {
      if (inFeatures != 1) {
        throw new IllegalArgumentException(
            "a positional encoding is of one coordinate, not " + inFeatures);
      }
      return Optional.of(LayerSpec.sine(1, 2 * octaves, Math.PI));
    }

    @Override
    public void fill(float[] parameters) {
      for (int k = 0; k < octaves; k++) {
        parameters[2 * k] = Math.scalb(1f, k);
        parameters[2 * k + 1] = Math.scalb(1f, k);
        parameters[2 * octaves + 2 * k] = 0;
        parameters[2 * octaves + 2 * k + 1] = 0.5f;
      }
    }
  }
}
