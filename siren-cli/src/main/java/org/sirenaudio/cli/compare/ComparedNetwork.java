package org.sirenaudio.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
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
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.NonlinearityKind;

/**
 * A kind of network in a comparison, with what suits it.
 *
 * @param name for people
 * @param kind of which the fitter makes it
 * @param encoding before its first layer
 * @param spec of a network of one hidden feature
 * @param frequency that it begins with
 * @param rateFactor the usual learning rates are multiplied by
 * @param frequencies what it begins with, for people; a dash for nothing
 * @param figures the same by name, for programs
 */
record ComparedNetwork(
    String name,
    NetworkKind kind,
    EncodingKind encoding,
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
   * @param encoding before all of them; null for what belongs to each
   */
  static List<ComparedNetwork> of(
      List<NetworkKind> kinds,
      Clip clip,
      int layers,
      @Nullable Double givenHz,
      @Nullable Integer octaves,
      @Nullable EncodingKind encoding) {
    double bandHz = Spectrum.of(clip).hertzBelow(BAND_POWER);
    List<ComparedNetwork> networks = new ArrayList<>();
    for (NetworkKind kind : kinds) {
      double firstHz = givenHz != null ? givenHz : FIRST_PART * bandHz;
      EncodingKind used = encoding == null || kind.takesTime() ? kind.encoding() : encoding;
      double rate = used == EncodingKind.NONE ? 1 : ENCODED_RATES;
      double hertz = used == EncodingKind.NONE ? firstHz : bandHz;
      if (used == EncodingKind.NERF && octaves != null) {
        hertz = new InputEncoding.Positional(octaves).highestHz(clip.seconds());
      }
      networks.add(of(kind, used, clip, layers, hertz, rate));
    }
    return networks;
  }

  private static ComparedNetwork of(
      NetworkKind kind,
      EncodingKind encoding,
      Clip clip,
      int layers,
      double hertz,
      double rateFactor) {
    NonlinearityKind nonlinearity = kind.nonlinearity();
    InputEncoding before = encoding.of(hertz, clip.seconds(), 1);
    NetworkSpec spec =
        NetworkSpec.of(nonlinearity.make(1, nonlinearity.usualShape()), 1, layers)
            .withOutFeatures(clip.channels())
            .withEncoding(before);
    boolean encoded = encoding != EncodingKind.NONE;
    boolean waves = encoded || spec.nonlinearity().steepest() > 0;
    String text = waves ? "first layer to " + hertz(hertz) : "–";
    if (encoded) {
      String reached = hertz(before.hertz(clip.seconds()));
      text =
          before instanceof InputEncoding.Positional(int count)
              ? count + " octaves to " + reached
              : before.text() + " " + reached;
    }
    return new ComparedNetwork(
        title(kind, encoding),
        kind,
        encoding,
        spec,
        waves ? new Frequency.Hertz(hertz) : new Frequency.Auto(),
        rateFactor,
        text,
        before instanceof InputEncoding.Positional(int count)
            ? Map.of("octaves", count)
            : waves ? Map.of("firstHz", hertz) : Map.of());
  }

  private static String title(NetworkKind kind, EncodingKind encoding) {
    if (encoding != kind.encoding()) {
      return kind.name() + " after " + encoding.name().toLowerCase(Locale.ROOT);
    }
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
    return of(kind, encoding, clip, spec.numLayers(), hertz, rateFactor * rates);
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
        .withNetwork(
            n ->
                n.withKind(kind)
                    .withEncoding(encoding)
                    .withHiddenFeatures(width)
                    .withFirstFrequency(frequency))
        .withTraining(t -> t.withRates(t.rates().times(rateFactor)));
  }
}
