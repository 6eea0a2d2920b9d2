package org.sirenaudio.network;

import java.util.SplittableRandom;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.OwnCurve;

/**
 * The function applied to the hidden layers' linear part, and the initialisation of their weights.
 * Most multiply their argument by a factor omega0, which has a separate value in the first layer.
 * {@link NonlinearityKind} lists them by name.
 */
public sealed interface Nonlinearity
    permits Nonlinearity.Pointwise, ComplexWire, FourierKan, MultiplicativeFilters {

  /** A pointwise nonlinearity. */
  sealed interface Pointwise extends Nonlinearity {

    /**
     * The layer's activation.
     *
     * @param first whether for the first layer
     */
    Activation activation(boolean first);

    @Override
    default LayerSpec layer(int inFeatures, int width, int index, int count) {
      return new LayerSpec(inFeatures, width, activation(index == 0));
    }

    @Override
    default Nonlinearity structure() {
      return new Relu();
    }
  }

  /** Its name in files, options and output. */
  NonlinearityKind kind();

  /**
   * A hidden layer.
   *
   * @param inFeatures outputs of the previous layer
   * @param width of every hidden layer
   * @param index of this layer, from 0
   * @param count number of hidden layers
   * @throws IllegalArgumentException if a size is below 1
   */
  LayerSpec layer(int inFeatures, int width, int index, int count);

  /**
   * The bound b of the initial weights, U(±b).
   *
   * @param inFeatures inputs of the layer
   * @param first whether its input is the coordinates
   */
  double weightBound(int inFeatures, boolean first);

  /**
   * The bound b of the initial biases, U(±b): 1/√in, as in PyTorch's nn.Linear.
   *
   * @param inFeatures inputs of the layer
   * @param first whether its input is the coordinates
   */
  default double biasBound(int inFeatures, boolean first) {
    return 1 / Math.sqrt(inFeatures);
  }

  /**
   * Initialises a layer's weight and then its bias.
   *
   * @param first whether its input is the coordinates
   * @param into receives them, in flat order
   * @param weight offset of the weight; the bias follows it
   */
  default void begin(
      SplittableRandom random, LayerSpec layer, boolean first, float[] into, int weight) {
    int bias = weight + layer.weightCount();
    uniform(random, weightBound(layer.inFeatures(), first), into, weight, bias);
    uniform(random, biasBound(layer.inFeatures(), first), into, bias, bias + layer.rows());
  }

  /** The final layer's initialisation in the kind's paper. */
  default FinalInit usualFinalInit() {
    return FinalInit.PYTORCH_DEFAULT;
  }

  /** omega0 of the first layer; 1 if there is none. */
  double firstOmega0();

  /** omega0 of the other hidden layers; 1 if there is none. */
  double hiddenOmega0();

  /** The shape parameter of some kinds; 1 if there is none. */
  default double shape() {
    return 1;
  }

  /** Whether deeper layers take the coordinate too, which rules out an encoding. */
  default boolean takesTime() {
    return false;
  }

  /**
   * A copy with another first-layer omega0, if it has one.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  Nonlinearity withFirstOmega0(double omega0);

  /**
   * Initial phase slope of the first layer's fastest feature per unit of the coordinate, relative
   * to {@link #firstOmega0}; 0 if it has no frequencies.
   */
  default double steepest() {
    return 1;
  }

  /**
   * A copy with the initial first-layer frequencies of a SIREN with this omega0.
   *
   * @throws IllegalArgumentException if omega0 is not positive and finite
   */
  default Nonlinearity withFrequency(double omega0) {
    return steepest() > 0 ? withFirstOmega0(omega0 / steepest()) : this;
  }

  /** What determines the sizes of its layers: an instance without the parameters that do not. */
  Nonlinearity structure();

  /**
   * Draws numbers from U(±bound).
   *
   * @param bound positive and finite
   * @param from index of the first
   * @param to end index (exclusive)
   */
  static void uniform(SplittableRandom random, double bound, float[] into, int from, int to) {
    for (int i = from; i < to; i++) {
      into[i] = (float) random.nextDouble(-bound, bound);
    }
  }

  /** The bound of a SIREN's initial weights (Sitzmann et al. 2020, section 3.2 and its code). */
  private static double sirenBound(int inFeatures, boolean first, double hiddenOmega0) {
    return first ? 1.0 / inFeatures : Math.sqrt(6.0 / inFeatures) / hiddenOmega0;
  }

  /**
   * Checks the omega0 of the first layer and of the others.
   *
   * @throws IllegalArgumentException if one is not positive and finite
   */
  static void requireOmegas(double first, double hidden) {
    if (!(first > 0 && hidden > 0 && Double.isFinite(first + hidden))) {
      throw new IllegalArgumentException(
          "omega0 must be positive and finite, not %s and %s".formatted(first, hidden));
    }
  }

  /**
   * Checks a parameter.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  static void requirePositive(String name, double value) {
    if (!(value > 0 && Double.isFinite(value))) {
      throw new IllegalArgumentException(name + " must be positive and finite, not " + value);
    }
  }

  /**
   * {@code sin(omega0 · u)}, initialised as by Sitzmann et al. 2020, section 3.2 and its code: the
   * first layer's weight U(±1/in), the others' U(±√(6/in)/omega0).
   *
   * @param firstOmega0 of the first layer. With coordinates −1 … 1 covering T seconds, its initial
   *     frequencies lie within ±firstOmega0/(2π)·(2/T) = ±firstOmega0/(π·T) Hz
   * @param hiddenOmega0 of the other layers
   */
  record Sine(double firstOmega0, double hiddenOmega0) implements Pointwise {

    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Sine {
      requireOmegas(firstOmega0, hiddenOmega0);
    }

    /**
     * The first-layer omega0 for initial frequencies within ±{@code hertz} on a window of {@code
     * seconds}.
     *
     * @param hertz the highest initial frequency in Hz
     * @param seconds covered by the coordinates −1 … 1
     */
    public static double omega0(double hertz, double seconds) {
      return Math.PI * seconds * hertz;
    }

    @Override
    public NonlinearityKind kind() {
      return NonlinearityKind.SIREN;
    }

    @Override
    public Activation activation(boolean first) {
      return new Activation.Sine(first ? firstOmega0 : hiddenOmega0);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return sirenBound(inFeatures, first, hiddenOmega0);
    }

    @Override
    public FinalInit usualFinalInit() {
      return FinalInit.PAPER;
    }

    @Override
    public Sine withFirstOmega0(double omega0) {
      return new Sine(omega0, hiddenOmega0);
    }
  }

  /**
   * {@code sin(omega0 · (|u| + 1) · u)}, initialised as by Liu et al. 2024 ("FINER", CVPR 2024) and
   * its code: weights as a SIREN's, the first layer's bias U(±k), so that its features start at
   * different frequencies.
   *
   * @param firstOmega0 of the first layer: initial frequencies lie within ±(2k +
   *     3)·firstOmega0/(π·T) Hz
   * @param hiddenOmega0 of the other layers
   * @param biasRange k
   */
  record Finer(double firstOmega0, double hiddenOmega0, double biasRange) implements Pointwise {

    /**
     * @throws IllegalArgumentException if an omega0 is not positive and finite, or the bias range
     *     is negative or not finite
     */
    public Finer {
      requireOmegas(firstOmega0, hiddenOmega0);
      if (!(biasRange >= 0 && Double.isFinite(biasRange))) {
        throw new IllegalArgumentException(
            "the bias range must be 0 or more and finite, not " + biasRange);
      }
    }

    @Override
    public NonlinearityKind kind() {
      return NonlinearityKind.FINER;
    }

    @Override
    public double shape() {
      return biasRange;
    }

    @Override
    public Activation activation(boolean first) {
      return new Activation.Finer(first ? firstOmega0 : hiddenOmega0);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return sirenBound(inFeatures, first, hiddenOmega0);
    }

    @Override
    public double biasBound(int inFeatures, boolean first) {
      return first && biasRange > 0 ? biasRange : 1 / Math.sqrt(inFeatures);
    }

    @Override
    public FinalInit usualFinalInit() {
      return FinalInit.PAPER;
    }

    @Override
    public Finer withFirstOmega0(double omega0) {
      return new Finer(omega0, hiddenOmega0, biasRange);
    }

    @Override
    public double steepest() {
      return 2 * (1 + biasBound(1, true)) + 1;
    }
  }

  /**
   * {@code exp(−(omega0 · u)²)} (Ramasinghe and Lucey 2022), weights and biases U(±1/√in) as in the
   * code of Saragadam et al. 2023, where it serves as a baseline ("GaussLayer").
   *
   * @param firstOmega0 of the first layer, whose Gaussians are about T/firstOmega0 s wide if the
   *     coordinates −1 … 1 cover T seconds: narrow ones leave most instants without a feature, so
   *     it follows from the width of the network rather than from a frequency
   * @param hiddenOmega0 of the other layers
   */
  record Gaussian(double firstOmega0, double hiddenOmega0) implements Pointwise {

    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Gaussian {
      requireOmegas(firstOmega0, hiddenOmega0);
    }

    @Override
    public NonlinearityKind kind() {
      return NonlinearityKind.GAUSSIAN;
    }

    @Override
    public Activation activation(boolean first) {
      return new Activation.Gaussian(first ? firstOmega0 : hiddenOmega0);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return 1 / Math.sqrt(inFeatures);
    }

    @Override
    public Gaussian withFirstOmega0(double omega0) {
      return new Gaussian(omega0, hiddenOmega0);
    }

    @Override
    public double steepest() {
      return 0;
    }
  }

  /**
   * {@code cos(omega0 · u) · exp(−(spread · u)²)} (Saragadam et al. 2023, "WIRE", its real Gabor
   * wavelet of one linear part), weights and biases U(±1/√in) as in its code.
   *
   * @param firstOmega0 of the first layer: initial frequencies lie within ±firstOmega0/(π·T) Hz
   * @param hiddenOmega0 of the other layers
   * @param spread s0 of the paper, the same in all layers
   */
  record Gabor(double firstOmega0, double hiddenOmega0, double spread) implements Pointwise {

    /**
     * @throws IllegalArgumentException if a parameter is not positive and finite
     */
    public Gabor {
      requireOmegas(firstOmega0, hiddenOmega0);
      requirePositive("the spread", spread);
    }

    @Override
    public NonlinearityKind kind() {
      return NonlinearityKind.WIRE;
    }

    @Override
    public double shape() {
      return spread;
    }

    @Override
    public Activation activation(boolean first) {
      return new Activation.Gabor(first ? firstOmega0 : hiddenOmega0, spread);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return 1 / Math.sqrt(inFeatures);
    }

    @Override
    public Gabor withFirstOmega0(double omega0) {
      return new Gabor(omega0, hiddenOmega0, spread);
    }
  }

  /**
   * {@code tanh(sharpness · sin(omega0 · u))} (Serrano, Szymkowiak and Musialski 2024, "HOSC"),
   * initialised as a SIREN.
   *
   * @param firstOmega0 of the first layer, as a SIREN's
   * @param hiddenOmega0 of the other layers
   * @param sharpness β, the same in all layers
   */
  record Hosc(double firstOmega0, double hiddenOmega0, double sharpness) implements Pointwise {

    /**
     * @throws IllegalArgumentException if a parameter is not positive and finite
     */
    public Hosc {
      requireOmegas(firstOmega0, hiddenOmega0);
      requirePositive("the sharpness", sharpness);
    }

    @Override
    public NonlinearityKind kind() {
      return NonlinearityKind.HOSC;
    }

    @Override
    public double shape() {
      return sharpness;
    }

    @Override
    public Activation activation(boolean first) {
      return new Activation.Hosc(first ? firstOmega0 : hiddenOmega0, sharpness);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return sirenBound(inFeatures, first, hiddenOmega0);
    }

    @Override
    public FinalInit usualFinalInit() {
      return FinalInit.PAPER;
    }

    @Override
    public Hosc withFirstOmega0(double omega0) {
      return new Hosc(omega0, hiddenOmega0, sharpness);
    }
  }

  /**
   * {@code curve(omega0 · u)}, user-defined, initialised as a SIREN.
   *
   * @param curve a registered activation
   * @param firstOmega0 of the first layer
   * @param hiddenOmega0 of the other layers
   */
  record Own(OwnCurve curve, double firstOmega0, double hiddenOmega0) implements Pointwise {

    /**
     * @throws IllegalArgumentException if omega0 is not positive and finite
     */
    public Own {
      requireOmegas(firstOmega0, hiddenOmega0);
    }

    @Override
    public NonlinearityKind kind() {
      return NonlinearityKind.named(curve.name()).orElseThrow();
    }

    @Override
    public Activation activation(boolean first) {
      return new Activation.Own(curve, first ? firstOmega0 : hiddenOmega0);
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return sirenBound(inFeatures, first, hiddenOmega0);
    }

    @Override
    public FinalInit usualFinalInit() {
      return FinalInit.PAPER;
    }

    @Override
    public Own withFirstOmega0(double omega0) {
      return new Own(curve, omega0, hiddenOmega0);
    }
  }

  /**
   * {@code max(0, u)}, every weight from U(±√(6/in)) (He et al. 2015, "Delving Deep into
   * Rectifiers", equation 10).
   */
  record Relu() implements Pointwise {

    @Override
    public NonlinearityKind kind() {
      return NonlinearityKind.RELU;
    }

    @Override
    public Activation activation(boolean first) {
      return new Activation.Relu();
    }

    @Override
    public double weightBound(int inFeatures, boolean first) {
      return Math.sqrt(6.0 / inFeatures);
    }

    @Override
    public double firstOmega0() {
      return 1;
    }

    @Override
    public double hiddenOmega0() {
      return 1;
    }

    @Override
    public Relu withFirstOmega0(double omega0) {
      return this;
    }

    @Override
    public double steepest() {
      return 0;
    }
  }
}
