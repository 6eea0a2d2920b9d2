package org.sirenaudio.fit.config;

import java.io.Serializable;
import org.immutables.value.Value;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.FinalInit;

/**
 * Kind and size of the networks.
 *
 * @param kind what a network's layers compute
 * @param encoding input encoding; by default the kind's
 * @param shape shape parameter of the kinds that have one: FINER's bias range, WIRE's spread,
 *     HOSC's sharpness; by default the usual one
 * @param numLayers hidden layers of each network, for a SIREN its sine layers
 * @param hiddenFeatures width of each hidden layer
 * @param parameters maximum number of parameters of all networks together, if the width is
 *     automatic; by default unlimited
 * @param maxBytes maximum size of the model file in bytes; by default unlimited
 * @param firstFrequency range of the first layer's initial frequencies
 * @param hiddenOmega0 omega0 of the layers after the first; by default the kind's
 * @param finalInit initialisation of a SIREN's final linear layer
 * @param weights how the model's file stores them
 */
@Value.Builder
public record NetworkConfig(
    NetworkKind kind,
    Choice<EncodingKind> encoding,
    Choice<Double> shape,
    Choice<Integer> numLayers,
    Choice<Integer> hiddenFeatures,
    Choice<Integer> parameters,
    Choice<Long> maxBytes,
    Frequency firstFrequency,
    Choice<Double> hiddenOmega0,
    FinalInit finalInit,
    WeightType weights)
    implements Serializable {

  /** Deeper networks do not train, and a mistyped number must not occupy the machine. */
  private static final int MOST_LAYERS = 100;

  /**
   * @throws IllegalArgumentException if a given count or size is below 1, there are more than 100
   *     layers, or a given omega0 or shape is not positive and finite
   */
  public NetworkConfig {
    Choice.requireCount(numLayers, "the number of layers");
    if (numLayers.orElse(1) > MOST_LAYERS) {
      throw new IllegalArgumentException(
          "a network may have at most %d layers, not %s".formatted(MOST_LAYERS, numLayers));
    }
    Choice.requireCount(hiddenFeatures, "the number of hidden features");
    Choice.requireCount(parameters, "the number of parameters");
    if (maxBytes.orElse(1L) < 1) {
      throw new IllegalArgumentException("a file must have at least 1 byte, not " + maxBytes);
    }
    requirePositive("omega0", hiddenOmega0);
    requirePositive("the shape", shape);
  }

  private static void requirePositive(String name, Choice<Double> value) {
    double number = value.orElse(1.0);
    if (!(number > 0 && Double.isFinite(number))) {
      throw new IllegalArgumentException(name + " must be positive, not " + value);
    }
  }

  /** SIRENs of any size, with frequencies chosen from the recording's spectrum. */
  static NetworkConfig standard() {
    return new NetworkConfig(
        NetworkKind.SIREN,
        Choice.automatic(),
        Choice.automatic(),
        Choice.automatic(),
        Choice.automatic(),
        Choice.automatic(),
        Choice.automatic(),
        new Frequency.Auto(),
        Choice.automatic(),
        FinalInit.PAPER,
        WeightType.F32);
  }

  private NetworkConfigBuilder copy() {
    return new NetworkConfigBuilder().from(this);
  }

  /** Returns a copy with {@link #kind()} replaced. */
  public NetworkConfig withKind(NetworkKind value) {
    return copy().kind(value).build();
  }

  /** Returns a copy with {@link #encoding()} replaced. */
  public NetworkConfig withEncoding(EncodingKind value) {
    return copy().encoding(Choice.of(value)).build();
  }

  /**
   * Returns a copy with {@link #shape()} replaced.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public NetworkConfig withShape(double value) {
    return copy().shape(Choice.of(value)).build();
  }

  /**
   * Returns a copy with {@link #numLayers()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NetworkConfig withNumLayers(int value) {
    return copy().numLayers(Choice.of(value)).build();
  }

  /**
   * Returns a copy with {@link #hiddenFeatures()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NetworkConfig withHiddenFeatures(int value) {
    return copy().hiddenFeatures(Choice.of(value)).build();
  }

  /**
   * Returns a copy with {@link #parameters()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NetworkConfig withParameters(int value) {
    return copy().parameters(Choice.of(value)).build();
  }

  /**
   * Returns a copy with {@link #maxBytes()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public NetworkConfig withMaxBytes(long value) {
    return copy().maxBytes(Choice.of(value)).build();
  }

  /** Returns a copy with {@link #firstFrequency()} replaced. */
  public NetworkConfig withFirstFrequency(Frequency value) {
    return copy().firstFrequency(value).build();
  }

  /**
   * Returns a copy with {@link #hiddenOmega0()} replaced.
   *
   * @throws IllegalArgumentException if it is not positive and finite
   */
  public NetworkConfig withHiddenOmega0(double value) {
    return copy().hiddenOmega0(Choice.of(value)).build();
  }

  /** Returns a copy with {@link #finalInit()} replaced. */
  public NetworkConfig withFinalInit(FinalInit value) {
    return copy().finalInit(value).build();
  }

  /** Returns a copy with {@link #weights()} replaced. */
  public NetworkConfig withWeights(WeightType value) {
    return copy().weights(value).build();
  }

  /**
   * omega0 of the hidden layers after the first: the configured one, else the kind's.
   *
   * @throws IllegalArgumentException if the kind's activation is not registered in this process
   */
  public double omega0OfHidden() {
    return hiddenOmega0.orElse(kind.nonlinearity().usualHiddenOmega0());
  }

  /** The input encoding: the configured one, else the kind's. */
  public EncodingKind usedEncoding() {
    return encoding.orElse(kind.encoding());
  }
}
