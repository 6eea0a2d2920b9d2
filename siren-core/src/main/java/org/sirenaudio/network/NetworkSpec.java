package org.sirenaudio.network;

import java.util.ArrayList;
import java.util.List;
import org.immutables.value.Value;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/**
 * The description of a network: an encoding of the coordinates, {@code numLayers} hidden layers and
 * a final linear layer. It determines the layers, the initialisation, the kernels and the file.
 *
 * <p>To add a kind of network, write a {@link Nonlinearity} and list it in {@link
 * NonlinearityKind}, or an {@link InputEncoding} and list it in {@link EncodingForm}. A
 * nonlinearity defines what its layers compute and how they are initialised; a new {@link
 * org.sirenaudio.layer.Activation} also needs its derivatives and a vector loop, and the compiler
 * lists where. Add a line for it in each of FiniteDifferenceTest, VectorAgainstScalarTest,
 * NetworksGoldenTest and NetworkKindsTest.
 *
 * @param inFeatures numbers per coordinate, 1 for time
 * @param outFeatures outputs, the channels of a clip
 * @param hiddenFeatures width of every hidden layer
 * @param numLayers number of hidden layers, not counting the encoding and the final linear layer
 * @param nonlinearity of the hidden layers
 * @param encoding of the coordinates
 * @param finalInit initialisation of the final layer
 */
@Value.Builder
public record NetworkSpec(
    int inFeatures,
    int outFeatures,
    int hiddenFeatures,
    int numLayers,
    Nonlinearity nonlinearity,
    InputEncoding encoding,
    FinalInit finalInit) {

  /**
   * @throws IllegalArgumentException if a size is below 1, or the encoding does not suit the
   *     coordinates or the nonlinearity
   */
  public NetworkSpec {
    if (inFeatures < 1 || outFeatures < 1 || hiddenFeatures < 1 || numLayers < 1) {
      throw new IllegalArgumentException(
          "features and layers are counted from 1, not in %d, out %d, hidden %d, layers %d"
              .formatted(inFeatures, outFeatures, hiddenFeatures, numLayers));
    }
    if (nonlinearity.takesTime() && encoding.layer(inFeatures).isPresent()) {
      throw new IllegalArgumentException(
          "every layer of the network %s takes the coordinate itself; use no encoding"
              .formatted(nonlinearity.kind().name()));
    }
    encoding.layer(inFeatures);
  }

  /**
   * A SIREN (Sitzmann et al. 2020) over time with one output, initialised as in the paper.
   *
   * @throws IllegalArgumentException if a size is below 1, or an omega0 is not positive and finite
   */
  public static NetworkSpec siren(
      int hiddenFeatures, int numLayers, double firstOmega0, double hiddenOmega0) {
    Nonlinearity sine = new Nonlinearity.Sine(firstOmega0, hiddenOmega0);
    InputEncoding none = new InputEncoding.None();
    return new NetworkSpec(1, 1, hiddenFeatures, numLayers, sine, none, FinalInit.PAPER);
  }

  /**
   * A network over time with one output, with the final layer initialised as in the kind's paper.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static NetworkSpec of(Nonlinearity nonlinearity, int hiddenFeatures, int numLayers) {
    InputEncoding none = new InputEncoding.None();
    FinalInit init = nonlinearity.usualFinalInit();
    return new NetworkSpec(1, 1, hiddenFeatures, numLayers, nonlinearity, none, init);
  }

  /**
   * A ReLU network over time with one output: the plain baseline.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public static NetworkSpec relu(int hiddenFeatures, int numLayers) {
    return relu(hiddenFeatures, numLayers, new InputEncoding.None());
  }

  /**
   * As above with a positional encoding of time.
   *
   * @throws IllegalArgumentException if a size is below 1, or the number of octaves is out of range
   */
  public static NetworkSpec positional(int hiddenFeatures, int numLayers, int octaves) {
    return relu(hiddenFeatures, numLayers, new InputEncoding.Positional(octaves));
  }

  private static NetworkSpec relu(int hiddenFeatures, int numLayers, InputEncoding encoding) {
    Nonlinearity relu = new Nonlinearity.Relu();
    FinalInit init = FinalInit.PYTORCH_DEFAULT;
    return new NetworkSpec(1, 1, hiddenFeatures, numLayers, relu, encoding, init);
  }

  private NetworkSpecBuilder copy() {
    return new NetworkSpecBuilder().from(this);
  }

  /**
   * Returns a copy with {@link #inFeatures()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1, or the encoding takes one coordinate only
   */
  public NetworkSpec withInFeatures(int features) {
    return copy().inFeatures(features).build();
  }

  /**
   * Returns a copy with {@link #outFeatures()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NetworkSpec withOutFeatures(int features) {
    return copy().outFeatures(features).build();
  }

  /**
   * Returns a copy with {@link #hiddenFeatures()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NetworkSpec withHiddenFeatures(int features) {
    return withShape(features, numLayers);
  }

  /**
   * A copy with other hidden layers.
   *
   * @throws IllegalArgumentException if a size is below 1
   */
  public NetworkSpec withShape(int features, int layers) {
    return copy().hiddenFeatures(features).numLayers(layers).build();
  }

  /**
   * Returns a copy with {@link #encoding()} replaced.
   *
   * @throws IllegalArgumentException if it does not suit the coordinates or the nonlinearity
   */
  public NetworkSpec withEncoding(InputEncoding other) {
    return copy().encoding(other).build();
  }

  /**
   * A copy with another first omega0, if the nonlinearity has one.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public NetworkSpec withFirstOmega0(double omega0) {
    return copy().nonlinearity(nonlinearity.withFirstOmega0(omega0)).build();
  }

  /**
   * A copy with another nonlinearity, and its paper's final layer initialisation.
   *
   * @throws IllegalArgumentException if the encoding does not suit it
   */
  public NetworkSpec withNonlinearity(Nonlinearity other) {
    return copy().nonlinearity(other).finalInit(other.usualFinalInit()).build();
  }

  /**
   * A copy whose first layer has the initial frequencies of a SIREN with this first omega0, if the
   * nonlinearity has frequencies and they do not come from an encoding.
   *
   * @throws IllegalArgumentException if omega0 is not positive and finite
   */
  public NetworkSpec withFrequency(double omega0) {
    return fixedLayers() > 0 || encoding.learned()
        ? this
        : withFirstOmega0(nonlinearity.withFrequency(omega0).firstOmega0());
  }

  /** Returns a copy with {@link #finalInit()} replaced. */
  public NetworkSpec withFinalInit(FinalInit init) {
    return copy().finalInit(init).build();
  }

  /** omega0 of the first learned layer; 1 if the nonlinearity has none. */
  public double firstOmega0() {
    return nonlinearity.firstOmega0();
  }

  /** omega0 of the other hidden layers; 1 if the nonlinearity has none. */
  public double hiddenOmega0() {
    return nonlinearity.hiddenOmega0();
  }

  /**
   * All layers in order: the encoding's, the hidden ones, the final one.
   *
   * @throws IllegalArgumentException if the network has more parameters than an array holds
   */
  public Layers layers() {
    List<LayerSpec> layers = new ArrayList<>();
    encoding.layer(inFeatures).ifPresent(layers::add);
    int in = layers.isEmpty() ? inFeatures : layers.getFirst().outFeatures();
    for (int i = 0; i < numLayers; i++) {
      layers.add(nonlinearity.layer(in, hiddenFeatures, i, numLayers));
      in = layers.getLast().passedFeatures();
    }
    layers.add(LayerSpec.linear(in, outFeatures));
    return new Layers(layers);
  }

  /** Number of frozen input layers. */
  public int fixedLayers() {
    return encoding.learned() || encoding.layer(inFeatures).isEmpty() ? 0 : 1;
  }

  /**
   * Number of parameters, including fixed layers: the length of the flat array.
   *
   * @throws IllegalArgumentException if an array cannot hold them
   */
  public int parameterCount() {
    return layers().parameterCount();
  }

  /**
   * Number of learned parameters.
   *
   * @throws IllegalArgumentException if an array cannot hold them
   */
  public int learnedCount() {
    Layers layers = layers();
    return layers.parameterCount() - layers.weightOffset(fixedLayers());
  }
}
