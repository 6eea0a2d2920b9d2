package org.sirenaudio.network;

import java.util.Optional;
import org.sirenaudio.layer.LayerSpec;

/**
 * What is applied to the coordinate before the first learned layer: nothing, or a layer whose
 * parameters are fixed or, for a grid, learned.
 */
public sealed interface InputEncoding
    permits InputEncoding.None,
        InputEncoding.Positional,
        InputEncoding.Fourier,
        InputEncoding.Harmonics,
        GridEncoding {

  /**
   * The encoding's layer, if there is one.
   *
   * @throws IllegalArgumentException if it cannot encode that many numbers per coordinate
   */
  Optional<LayerSpec> layer(int inFeatures);

  /**
   * Writes the layer's parameters, flat, from index 0; nothing if there is none or they are
   * learned.
   */
  void fill(float[] parameters);

  /** Whether the layer's parameters are learned. */
  default boolean learned() {
    return false;
  }

  /** Its name in files. */
  EncodingForm form();

  /** Its parameters in files, named as in its {@link #form}. */
  double[] numbers();

  /**
   * Its highest frequency in Hz (for random ones, their standard deviation), if the coordinates −1
   * … 1 cover this many seconds; 0 if it has none.
   */
  double hertz(double seconds);

  /** Description for display, such as "positional encoding to"; the frequency follows. */
  String text();

  /** The plain coordinate. */
  record None() implements InputEncoding {
    @Override
    public EncodingForm form() {
      return EncodingForm.NONE;
    }

    @Override
    public double[] numbers() {
      return new double[0];
    }

    @Override
    public double hertz(double seconds) {
      return 0;
    }

    @Override
    public String text() {
      return "no encoding";
    }

    @Override
    public Optional<LayerSpec> layer(int inFeatures) {
      return Optional.empty();
    }

    @Override
    public void fill(float[] parameters) {}
  }

  /**
   * {@code sin(2^k·π·x), cos(2^k·π·x)} for k = 0 … octaves − 1 in place of x (Mildenhall et al.
   * 2020, "NeRF", equation 4): a sine layer whose frequencies are integer numbers of half turns and
   * whose phases are 0 and a quarter turn.
   *
   * @param octaves 1 to {@link #MOST_OCTAVES}. Octave k is 2^k / T Hz on a window of T seconds
   */
  record Positional(int octaves) implements InputEncoding {

    /** Beyond this, floats do not represent 2^k·x finely enough to separate neighbouring values. */
    public static final int MOST_OCTAVES = 30;

    /**
     * @throws IllegalArgumentException if the number of octaves is out of range
     */
    public Positional {
      if (octaves < 1 || octaves > MOST_OCTAVES) {
        throw new IllegalArgumentException(
            "an encoding must have 1 to " + MOST_OCTAVES + " octaves, not " + octaves);
      }
    }

    /**
     * The encoding whose highest octave is nearest to a frequency.
     *
     * @param hertz the frequency in Hz
     * @param seconds covered by the coordinates −1 … 1
     */
    public static Positional upTo(double hertz, double seconds) {
      long highest = Math.round(Math.log(hertz * seconds) / Math.log(2));
      return new Positional(Math.clamp(highest + 1, 1, MOST_OCTAVES));
    }

    /** The frequency of the highest octave in Hz, if coordinates −1 … 1 cover this many seconds. */
    public double highestHz(double seconds) {
      return Math.scalb(1 / seconds, octaves - 1);
    }

    @Override
    public EncodingForm form() {
      return EncodingForm.POSITIONAL;
    }

    @Override
    public double[] numbers() {
      return new double[] {octaves};
    }

    @Override
    public double hertz(double seconds) {
      return highestHz(seconds);
    }

    @Override
    public String text() {
      return "positional encoding to";
    }

    @Override
    public Optional<LayerSpec> layer(int inFeatures) {
      if (inFeatures != 1) {
        throw new IllegalArgumentException(
            "a positional encoding takes one coordinate, not " + inFeatures);
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

  /**
   * {@code cos(2π·B·x), sin(2π·B·x)} in place of x, with B drawn from N(0, σ²) (Tancik et al. 2020,
   * "Fourier Features Let Networks Learn High Frequency Functions in Low Dimensional Domains"): a
   * sine layer whose frequencies are B and whose phases are a quarter turn and 0.
   *
   * <p>The generator is easily reimplemented: u is the upper 53 bits of the seed's SplitMix64
   * sequence over 2⁵³, and each pair (u, u') gives √(−2·ln(1 − u))· cos(2π·u'). B is sigma times
   * that, rounded to a float.
   *
   * @param count number of frequencies, 1 to {@value #MOST}; there are twice as many features
   * @param sigma standard deviation of the frequencies, cycles per unit of the coordinate; on a
   *     window of T seconds, 2·sigma/T Hz
   * @param seed of the draws
   */
  record Fourier(int count, double sigma, int seed) implements InputEncoding {

    /** The largest number of frequencies. */
    public static final int MOST = 4096;

    /** The default number for fits: 256 features, as in the paper. */
    public static final int USUAL = 128;

    /**
     * @throws IllegalArgumentException if the number of frequencies is out of range, or sigma is
     *     not positive and finite
     */
    public Fourier {
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException(
            "an encoding must have 1 to " + MOST + " frequencies, not " + count);
      }
      if (!(sigma > 0 && Double.isFinite(sigma))) {
        throw new IllegalArgumentException("sigma must be positive and finite, not " + sigma);
      }
    }

    /** Standard deviation of the frequencies in Hz, if −1 … 1 covers this many seconds. */
    public double deviationHz(double seconds) {
      return 2 * sigma / seconds;
    }

    /** The frequencies divided by sigma. */
    public double[] draws() {
      SplitMix random = new SplitMix(seed);
      double[] draws = new double[count];
      for (int k = 0; k < count; k++) {
        double radius = Math.sqrt(-2 * Math.log(1 - random.next()));
        draws[k] = radius * Math.cos(2 * Math.PI * random.next());
      }
      return draws;
    }

    @Override
    public EncodingForm form() {
      return EncodingForm.FOURIER;
    }

    @Override
    public double[] numbers() {
      return new double[] {count, sigma, seed};
    }

    @Override
    public double hertz(double seconds) {
      return deviationHz(seconds);
    }

    @Override
    public String text() {
      return "random frequencies, deviation";
    }

    @Override
    public Optional<LayerSpec> layer(int inFeatures) {
      if (inFeatures != 1) {
        throw new IllegalArgumentException(
            "a Fourier encoding takes one coordinate, not " + inFeatures);
      }
      return Optional.of(LayerSpec.sine(1, 2 * count, 2 * Math.PI));
    }

    @Override
    public void fill(float[] parameters) {
      double[] draws = draws();
      for (int k = 0; k < count; k++) {
        parameters[2 * k] = (float) (sigma * draws[k]);
        parameters[2 * k + 1] = parameters[2 * k];
        parameters[2 * count + 2 * k] = 0.25f;
        parameters[2 * count + 2 * k + 1] = 0;
      }
    }
  }

  /**
   * {@code sin(k·π/2·x), cos(k·π/2·x)} for k = 1 … count in place of x: the terms of a Fourier
   * series whose period is twice the window, so that the signal need not be periodic in it. It is
   * the first layer of a {@link FourierKan}.
   *
   * @param count number of frequencies, 1 to {@value #MOST}; frequency k is k/(2·T) Hz on a window
   *     of T seconds
   */
  record Harmonics(int count) implements InputEncoding {

    /** The number used in the paper. */
    public static final int MOST = 1024;

    /**
     * @throws IllegalArgumentException if the number of harmonics is out of range
     */
    public Harmonics {
      if (count < 1 || count > MOST) {
        throw new IllegalArgumentException(
            "an encoding must have 1 to " + MOST + " harmonics, not " + count);
      }
    }

    /**
     * The encoding that reaches a frequency, or comes as close as possible.
     *
     * @param hertz the frequency in Hz
     * @param seconds covered by the coordinates −1 … 1
     */
    public static Harmonics upTo(double hertz, double seconds) {
      return new Harmonics(Math.clamp(Math.round(2 * hertz * seconds), 1, MOST));
    }

    @Override
    public EncodingForm form() {
      return EncodingForm.HARMONICS;
    }

    @Override
    public double[] numbers() {
      return new double[] {count};
    }

    @Override
    public double hertz(double seconds) {
      return count / (2 * seconds);
    }

    @Override
    public String text() {
      return "harmonics to";
    }

    @Override
    public Optional<LayerSpec> layer(int inFeatures) {
      if (inFeatures != 1) {
        throw new IllegalArgumentException("harmonics take one coordinate, not " + inFeatures);
      }
      return Optional.of(LayerSpec.sine(1, 2 * count, Math.PI / 2));
    }

    @Override
    public void fill(float[] parameters) {
      for (int k = 0; k < count; k++) {
        parameters[2 * k] = k + 1;
        parameters[2 * k + 1] = k + 1;
        parameters[2 * count + 2 * k] = 0;
        parameters[2 * count + 2 * k + 1] = 1;
      }
    }
  }
}
