package org.sirenaudio.cli.compare;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.cli.console.Table;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NamedNonlinearity;
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

  /** What is compared where nothing is named. */
  static final List<NetworkKind> USUAL =
      List.of(NetworkKind.RELU, NetworkKind.POSITIONAL, NetworkKind.SIREN);

  /** Of the recording's power, the part whose highest frequency is that of its band. */
  private static final double BAND_POWER = 0.9;

  /** Of the band, what a first layer begins with: the layers behind it go further up. */
  private static final double FIRST_PART = 0.6;

  /** The best of a quarter, half and all of the usual rates on examples/speech.wav. */
  private static final double ENCODED_RATES = 0.5;

  /**
   * Kinds for a recording.
   *
   * @param layers hidden layers of each
   * @param givenHz highest first-layer frequency at the start; null to choose
   * @param octaves of the positional encoding; null to choose
   */
  static List<ComparedNetwork> of(
      List<NetworkKind> kinds,
      Clip clip,
      int layers,
      @Nullable Double givenHz,
      @Nullable Integer octaves) {
    double bandHz = Spectrum.of(clip).hertzBelow(BAND_POWER);
    List<ComparedNetwork> networks = new ArrayList<>();
    for (NetworkKind kind : kinds) {
      double firstHz = givenHz != null ? givenHz : FIRST_PART * bandHz;
      double rate = kind.encoding() == EncodingKind.NONE ? 1 : ENCODED_RATES;
      if (kind.encoding() == EncodingKind.NERF) {
        InputEncoding.Positional encoding =
            octaves != null
                ? new InputEncoding.Positional(octaves)
                : InputEncoding.Positional.upTo(bandHz, clip.seconds());
        networks.add(of(kind, clip, layers, encoding.highestHz(clip.seconds()), rate));
      } else {
        boolean encoded = kind.encoding() == EncodingKind.FOURIER;
        networks.add(of(kind, clip, layers, encoded ? bandHz : firstHz, rate));
      }
    }
    return networks;
  }

  private static ComparedNetwork of(
      NetworkKind kind, Clip clip, int layers, double hertz, double rateFactor) {
    int numbers = NamedNonlinearity.numberNames(kind.activation()).size();
    double[] ones = new double[numbers];
    Arrays.fill(ones, 1);
    NetworkSpec spec =
        NetworkSpec.of(NamedNonlinearity.make(kind.activation(), ones), 1, layers)
            .withOutFeatures(clip.channels());
    Frequency frequency = new Frequency.Hertz(hertz);
    return switch (kind.encoding()) {
      case NERF -> {
        InputEncoding.Positional encoding = InputEncoding.Positional.upTo(hertz, clip.seconds());
        int count = encoding.octaves();
        yield new ComparedNetwork(
            title(kind),
            kind,
            spec.withEncoding(encoding),
            frequency,
            rateFactor,
            count + " octaves to " + hertz(hertz),
            Map.of("octaves", count));
      }
      case FOURIER ->
          new ComparedNetwork(
              title(kind),
              kind,
              spec.withEncoding(new InputEncoding.Fourier(InputEncoding.Fourier.USUAL, 1, 1)),
              frequency,
              rateFactor,
              "random, deviation " + hertz(hertz / 2),
              Map.of("firstHz", hertz));
      case NONE -> {
        boolean waves = spec.nonlinearity().steepest() > 0;
        yield new ComparedNetwork(
            title(kind),
            kind,
            spec,
            waves ? frequency : new Frequency.Auto(),
            rateFactor,
            waves ? "first layer to " + hertz(hertz) : "–",
            waves ? Map.of("firstHz", hertz) : Map.of());
      }
    };
  }

  private static String title(NetworkKind kind) {
    return switch (kind.name()) {
      case "relu" -> "ReLU";
      case "positional" -> "ReLU with positional encoding";
      case "fourier-features" -> "ReLU with Fourier features";
      case "gaussian" -> "Gaussian";
      case "siren", "finer", "wire", "hosc" -> kind.toString();
      default -> kind.name();
    };
  }

  private static String hertz(double hertz) {
    return Table.number(hertz, 0) + " Hz";
  }

  /** The same with frequencies and rates multiplied, where there are frequencies. */
  ComparedNetwork tuned(Clip clip, double frequencies, double rates) {
    double hertz = frequency instanceof Frequency.Hertz(double value) ? value * frequencies : 1;
    return of(kind, clip, spec.numLayers(), hertz, rateFactor * rates);
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
