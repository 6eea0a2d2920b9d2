package org.sirenaudio.cli.console;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import org.sirenaudio.error.Figure;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/** Text descriptions of a model's networks. */
public final class NetworkText {

  private NetworkText() {}

  public static IntSummaryStatistics widths(ClipModel model) {
    return model.segments().stream()
        .mapToInt(segment -> segment.spec().hiddenFeatures())
        .summaryStatistics();
  }

  /**
   * Highest initial frequency of each network in Hz: that of the first layer, or of the encoding
   * (for random frequencies, their standard deviation); 0 if a network has neither.
   */
  public static DoubleSummaryStatistics firstHz(ClipModel model) {
    return model.segments().stream()
        .mapToDouble(segment -> firstHz(segment.spec(), segment.frames() / model.sampleRate()))
        .summaryStatistics();
  }

  private static double firstHz(NetworkSpec spec, double seconds) {
    Nonlinearity kind = spec.nonlinearity();
    return spec.encoding() instanceof InputEncoding.None
        ? kind.steepest() * kind.firstOmega0() / (Math.PI * seconds)
        : spec.encoding().hertz(seconds);
  }

  /** Such as "2 sine layers of 4 … 18". */
  public static String layers(ClipModel model) {
    IntSummaryStatistics widths = widths(model);
    NetworkSpec spec = model.segments().getFirst().spec();
    return Figure.count(spec.numLayers(), kind(spec) + " layer")
        + " of "
        + range("" + widths.getMin(), "" + widths.getMax());
  }

  /** The layers' nonlinearity. */
  public static String kind(NetworkSpec spec) {
    return spec.nonlinearity().kind().label();
  }

  /** Such as "first layer to 320 … 2,670 Hz". */
  public static String frequencies(ClipModel model) {
    DoubleSummaryStatistics hertz = firstHz(model);
    String range = range(hertz(hertz.getMin()), hertz(hertz.getMax())) + " Hz";
    NetworkSpec spec = model.segments().getFirst().spec();
    if (!(spec.encoding() instanceof InputEncoding.None)) {
      return spec.encoding().text() + " " + range;
    }
    return spec.nonlinearity().steepest() > 0 ? "first layer to " + range : spec.encoding().text();
  }

  /** Whole, or two digits if low. */
  private static String hertz(double value) {
    return value == 0 || !(value < 10)
        ? String.format(Locale.ROOT, "%,.0f", value)
        : Figure.of(new BigDecimal(value).round(new MathContext(2)).doubleValue());
  }

  private static String range(String from, String to) {
    return from.equals(to) ? to : from + " … " + to;
  }
}
