package org.sirenaudio.cli;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.Spectrum;
import org.sirenaudio.network.Encoding;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * A kind of network, with what suits it.
 *
 * @param parameters how many are learned, by width
 * @param network a fresh one, by width
 * @param rateFactor the usual learning rates are multiplied by
 * @param frequencies what it begins with, for people; a dash for nothing
 * @param figures the same by name, for programs
 */
record NetworkKind(
    String name,
    IntUnaryOperator parameters,
    IntFunction<Network> network,
    double rateFactor,
    String frequencies,
    Map<String, Object> figures) {

  /** Of the recording's power, the part whose highest frequency is that of its band. */
  private static final double BAND_POWER = 0.9;

  /** Of the band, what the SIREN's first layer begins with: the layers behind it go further up. */
  private static final double FIRST_PART = 0.6;

  /** The best of a quarter, half and all of the usual rates on examples/speech.wav. */
  private static final double ENCODED_RATES = 0.5;

  /**
   * All kinds for a recording, the SIREN last.
   *
   * @param config has the layers, the omega0 of the hidden ones and the seed
   * @param firstHz highest first-layer frequency of the SIREN at the start; null to choose
   * @param octaves of the positional encoding; null to choose
   */
  static List<NetworkKind> of(
      Clip clip, FitConfig config, @Nullable Double firstHz, @Nullable Integer octaves) {
    double bandHz = Spectrum.of(clip).hertzBelow(BAND_POWER);
    Encoding.Positional encoding =
        octaves != null
            ? new Encoding.Positional(octaves)
            : Encoding.Positional.upTo(bandHz, clip.seconds());
    return List.of(
        relu(clip, config),
        encoded(clip, config, encoding),
        siren(clip, config, firstHz != null ? firstHz : FIRST_PART * bandHz));
  }

  private static NetworkKind relu(Clip clip, FitConfig config) {
    return of(
        "ReLU",
        clip,
        config,
        width -> NetworkSpec.relu(width, config.numLayers()),
        1,
        "–",
        Map.of());
  }

  private static NetworkKind encoded(Clip clip, FitConfig config, Encoding.Positional encoding) {
    int octaves = encoding.octaves();
    return of(
        "ReLU with positional encoding",
        clip,
        config,
        width -> NetworkSpec.positional(width, config.numLayers(), octaves),
        ENCODED_RATES,
        octaves + " octaves to " + hertz(encoding.highestHz(clip.seconds())),
        Map.of("octaves", octaves));
  }

  private static NetworkKind siren(Clip clip, FitConfig config, double firstHz) {
    double omega0 = Nonlinearity.Sine.omega0(firstHz, clip.seconds());
    return of(
        "SIREN",
        clip,
        config,
        width -> NetworkSpec.siren(width, config.numLayers(), omega0, config.hiddenOmega0()),
        1,
        "first layer to " + hertz(firstHz),
        Map.of("firstHz", firstHz));
  }

  private static NetworkKind of(
      String name,
      Clip clip,
      FitConfig config,
      IntFunction<NetworkSpec> shape,
      double rateFactor,
      String frequencies,
      Map<String, Object> figures) {
    return new NetworkKind(
        name,
        width -> shape.apply(width).withOutFeatures(clip.channels()).learnedCount(),
        width ->
            Network.create(
                shape.apply(width).withOutFeatures(clip.channels()), config.randomSeed()),
        rateFactor,
        frequencies,
        figures);
  }

  private static String hertz(double hertz) {
    return Table.number(hertz, 0) + " Hz";
  }

  /** The width whose parameters are nearest to the wanted number. */
  int width(int wanted) {
    int width = 1;
    while (parameters.applyAsInt(width + 1) <= wanted) {
      width++;
    }
    return wanted - parameters.applyAsInt(width) <= parameters.applyAsInt(width + 1) - wanted
        ? width
        : width + 1;
  }
}
