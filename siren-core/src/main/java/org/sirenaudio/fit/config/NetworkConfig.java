package org.sirenaudio.fit.config;

import java.io.Serializable;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.FinalInit;

/**
 * What kind of networks are fitted, and how large.
 *
 * @param kind what a network's layers compute
 * @param numLayers hidden layers of each network, for a SIREN its sine layers
 * @param hiddenFeatures width of each hidden layer
 * @param parameters how many parameters all networks may have together, where the width is left to
 *     the fitter; automatic for as many as it takes
 * @param maxBytes the model's file is no larger; automatic for as large as it gets
 * @param firstFrequency range of the first layer's initial frequencies
 * @param hiddenOmega0 omega0 of the sine layers after the first
 * @param finalInit initialisation of a SIREN's final linear layer
 * @param weights how the model's file stores them
 */
public record NetworkConfig(
    NetworkKind kind,
    Choice<Integer> numLayers,
    Choice<Integer> hiddenFeatures,
    Choice<Integer> parameters,
    Choice<Long> maxBytes,
    Frequency firstFrequency,
    double hiddenOmega0,
    FinalInit finalInit,
    WeightType weights)
    implements Serializable {

  public NetworkConfig {
    Choice.requireCount(numLayers, "the number of layers");
    Choice.requireCount(hiddenFeatures, "the number of hidden features");
    Choice.requireCount(parameters, "the number of parameters");
    if (maxBytes.orElse(1L) < 1) {
      throw new IllegalArgumentException("a file has at least 1 byte, not " + maxBytes);
    }
    if (!(hiddenOmega0 > 0 && Double.isFinite(hiddenOmega0))) {
      throw new IllegalArgumentException("omega0 must be positive, not " + hiddenOmega0);
    }
  }

  /** SIRENs of any size, whose frequencies are chosen from the recording's spectrum. */
  static NetworkConfig standard() {
    return new NetworkConfig(
        NetworkKind.SIREN,
        Choice.automatic(),
        Choice.automatic(),
        Choice.automatic(),
        Choice.automatic(),
        new Frequency.Auto(),
        30,
        FinalInit.PAPER,
        WeightType.F32);
  }

  public NetworkConfig withKind(NetworkKind value) {
    return new NetworkConfig(
        value,
        numLayers,
        hiddenFeatures,
        parameters,
        maxBytes,
        firstFrequency,
        hiddenOmega0,
        finalInit,
        weights);
  }

  public NetworkConfig withNumLayers(int value) {
    return new NetworkConfig(
        kind,
        Choice.of(value),
        hiddenFeatures,
        parameters,
        maxBytes,
        firstFrequency,
        hiddenOmega0,
        finalInit,
        weights);
  }

  public NetworkConfig withHiddenFeatures(int value) {
    return new NetworkConfig(
        kind,
        numLayers,
        Choice.of(value),
        parameters,
        maxBytes,
        firstFrequency,
        hiddenOmega0,
        finalInit,
        weights);
  }

  public NetworkConfig withParameters(int value) {
    return new NetworkConfig(
        kind,
        numLayers,
        hiddenFeatures,
        Choice.of(value),
        maxBytes,
        firstFrequency,
        hiddenOmega0,
        finalInit,
        weights);
  }

  public NetworkConfig withMaxBytes(long value) {
    return new NetworkConfig(
        kind,
        numLayers,
        hiddenFeatures,
        parameters,
        Choice.of(value),
        firstFrequency,
        hiddenOmega0,
        finalInit,
        weights);
  }

  public NetworkConfig withFirstFrequency(Frequency value) {
    return new NetworkConfig(
        kind,
        numLayers,
        hiddenFeatures,
        parameters,
        maxBytes,
        value,
        hiddenOmega0,
        finalInit,
        weights);
  }

  public NetworkConfig withHiddenOmega0(double value) {
    return new NetworkConfig(
        kind,
        numLayers,
        hiddenFeatures,
        parameters,
        maxBytes,
        firstFrequency,
        value,
        finalInit,
        weights);
  }

  public NetworkConfig withFinalInit(FinalInit value) {
    return new NetworkConfig(
        kind,
        numLayers,
        hiddenFeatures,
        parameters,
        maxBytes,
        firstFrequency,
        hiddenOmega0,
        value,
        weights);
  }

  public NetworkConfig withWeights(WeightType value) {
    return new NetworkConfig(
        kind,
        numLayers,
        hiddenFeatures,
        parameters,
        maxBytes,
        firstFrequency,
        hiddenOmega0,
        finalInit,
        value);
  }
}
