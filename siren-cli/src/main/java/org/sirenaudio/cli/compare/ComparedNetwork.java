package org.sirenaudio.cli.compare;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.command.Table;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.NonlinearityKind;

/**
 * A kind of network in a comparison, with its settings.
 *
 * @param name for display
 * @param kind for the fitter
 * @param encoding its input encoding
 * @param spec of a network with one hidden feature
 * @param frequency initial frequency
 * @param rateFactor factor on the default learning rates
 * @param frequencies initial frequencies, for display; a dash if none
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

  /** The default kinds. */
  static final List<NetworkKind> USUAL =
      List.of(NetworkKind.RELU, NetworkKind.POSITIONAL, NetworkKind.SIREN);

  /** The fraction of the recording's power that defines its bandwidth. */
  private static final double BAND_POWER = 0.9;

  /** The fraction of the bandwidth used by a first layer: later layers reach higher. */
  private static final double FIRST_PART = 0.6;

  /** The best of a quarter, half and all of the default rates on examples/speech.wav. */
  private static final double ENCODED_RATES = 0.5;

  /**
   * The kinds for a recording.
   *
   * @param layers hidden layers of each
   * @param givenHz highest initial first-layer frequency; null for automatic
   * @param octaves of the positional encoding; null for automatic
   * @param encoding of all of them; null for each kind's default
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

  /** A copy with frequencies, if any, and rates multiplied. */
  ComparedNetwork tuned(Clip clip, double frequencies, double rates) {
    double hertz = frequency instanceof Frequency.Hertz(double value) ? value * frequencies : 1;
    return of(kind, encoding, clip, spec.numLayers(), hertz, rateFactor * rates);
  }

  /** Number of learned parameters, as a function of width. */
  int parameters(int width) {
    return spec.withHiddenFeatures(width).learnedCount();
  }

  /** The width with the number of parameters nearest to the requested one. */
  int width(int wanted) {
    int width = 1;
    while (parameters(width + 1) <= wanted) {
      width++;
    }
    return wanted - parameters(width) <= parameters(width + 1) - wanted ? width : width + 1;
  }

  /** The fitter's configuration. */
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
