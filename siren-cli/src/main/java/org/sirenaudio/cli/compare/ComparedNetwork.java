package org.sirenaudio.cli.compare;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Table;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;

/**
 * A kind of network in a comparison, with what suits it.
 *
 * @param name for people
 * @param kind of which the fitter makes it
 * @param spec of a network of one hidden feature
 * @param frequency that it begins with
 * @param rateFactor the usual learning rates are multiplied by
 * @param frequencies what it begins with, for people; a dash for nothing
 * @param figures the same by name, for programs
 */
record ComparedNetwork(
    String name,
    NetworkKind kind,
    NetworkSpec spec,
    Frequency frequency,
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
   * @param layers hidden layers of each
   * @param givenHz highest first-layer frequency of the SIREN at the start; null to choose
   * @param octaves of the positional encoding; null to choose
   */
  static List<ComparedNetwork> of(
      Clip clip, int layers, @Nullable Double givenHz, @Nullable Integer octaves) {
    double bandHz = Spectrum.of(clip).hertzBelow(BAND_POWER);
    double firstHz = givenHz != null ? givenHz : FIRST_PART * bandHz;
    InputEncoding.Positional encoding =
        octaves != null
            ? new InputEncoding.Positional(octaves)
            : InputEncoding.Positional.upTo(bandHz, clip.seconds());
    double encodedHz = encoding.highestHz(clip.seconds());
    int count = encoding.octaves();
    return List.of(
        new ComparedNetwork(
            "ReLU",
            NetworkKind.RELU,
            NetworkSpec.relu(1, layers).withOutFeatures(clip.channels()),
            new Frequency.Auto(),
            1,
            "–",
            Map.of()),
        new ComparedNetwork(
            "ReLU with positional encoding",
            NetworkKind.POSITIONAL,
            NetworkSpec.positional(1, layers, count).withOutFeatures(clip.channels()),
            new Frequency.Hertz(encodedHz),
            ENCODED_RATES,
            count + " octaves to " + hertz(encodedHz),
            Map.of("octaves", count)),
        new ComparedNetwork(
            "SIREN",
            NetworkKind.SIREN,
            NetworkSpec.siren(1, layers, 1, 1).withOutFeatures(clip.channels()),
            new Frequency.Hertz(firstHz),
            1,
            "first layer to " + hertz(firstHz),
            Map.of("firstHz", firstHz)));
  }

  private static String hertz(double hertz) {
    return Table.number(hertz, 0) + " Hz";
  }

  /** Parameters that are learned, by width. */
  int parameters(int width) {
    return spec.withHiddenFeatures(width).learnedCount();
  }

  /** The width whose parameters are nearest to the wanted number. */
  int width(int wanted) {
    int width = 1;
    while (parameters(width + 1) <= wanted) {
      width++;
    }
    return wanted - parameters(width) <= parameters(width + 1) - wanted ? width : width + 1;
  }

  /** How the fitter makes and trains it. */
  FitConfig config(FitConfig common, int width) {
    return common
        .withNetwork(n -> n.withKind(kind).withHiddenFeatures(width).withFirstFrequency(frequency))
        .withTraining(t -> t.withRates(t.rates().times(rateFactor)));
  }
}
