package org.sirenaudio.cli.compare;

import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Table;
import org.sirenaudio.fit.FitConfig;
import org.sirenaudio.fit.Spectrum;
import org.sirenaudio.network.Inr;
import org.sirenaudio.network.Mlp;
import org.sirenaudio.network.MlpConfig;
import org.sirenaudio.network.Siren;
import org.sirenaudio.network.SirenConfig;

/**
 * A kind of network, with what suits it.
 *
 * @param parameters how many are learned, by width
 * @param network a fresh one, by width
 * @param rateFactor the usual learning rates are multiplied by
 * @param frequencies what it begins with, for people; a dash for nothing
 * @param figures the same by name, for programs
 */
record KindSetup(
    String name,
    IntUnaryOperator parameters,
    IntFunction<Inr> network,
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
  static List<KindSetup> of(
      Clip clip, FitConfig config, @Nullable Double firstHz, @Nullable Integer octaves) {
    double bandHz = Spectrum.of(clip).hertzBelow(BAND_POWER);
    return List.of(
        relu(clip, config),
        encoded(
            clip, config, octaves != null ? octaves : MlpConfig.octaves(bandHz, clip.seconds())),
        siren(clip, config, firstHz != null ? firstHz : FIRST_PART * bandHz));
  }

  private static KindSetup relu(Clip clip, FitConfig config) {
    return mlp("ReLU", clip, config, 0, 1, "–", Map.of());
  }

  private static KindSetup encoded(Clip clip, FitConfig config, int octaves) {
    double hertz = MlpConfig.highestHz(octaves, clip.seconds());
    return mlp(
        "ReLU with positional encoding",
        clip,
        config,
        octaves,
        ENCODED_RATES,
        octaves + " octaves to " + hertz(hertz),
        Map.of("octaves", octaves));
  }

  private static KindSetup mlp(
      String name,
      Clip clip,
      FitConfig config,
      int octaves,
      double rateFactor,
      String frequencies,
      Map<String, Object> figures) {
    IntFunction<MlpConfig> shape =
        width -> new MlpConfig(clip.channels(), width, config.numLayers(), octaves);
    return new KindSetup(
        name,
        width -> shape.apply(width).parameterCount(),
        width -> Mlp.create(shape.apply(width), config.randomSeed()),
        rateFactor,
        frequencies,
        figures);
  }

  private static KindSetup siren(Clip clip, FitConfig config, double firstHz) {
    double omega0 = SirenConfig.omega0(firstHz, clip.seconds());
    IntFunction<SirenConfig> shape =
        width ->
            SirenConfig.of(width, config.numLayers(), omega0, config.hiddenOmega0())
                .withOutFeatures(clip.channels());
    return new KindSetup(
        "SIREN",
        width -> shape.apply(width).parameterCount(),
        width -> Siren.create(shape.apply(width), config.randomSeed()),
        1,
        "first layer to " + hertz(firstHz),
        Map.of("firstHz", firstHz));
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
