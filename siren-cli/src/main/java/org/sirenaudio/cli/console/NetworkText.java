package org.sirenaudio.cli.console;

import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import org.sirenaudio.error.Figure;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.network.InputEncoding;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/** A model's networks in words. */
public final class NetworkText {

  private NetworkText() {}

  public static IntSummaryStatistics widths(ClipModel model) {
    return model.segments().stream()
        .mapToInt(segment -> segment.spec().hiddenFeatures())
        .summaryStatistics();
  }

  /**
   * Highest frequency of each network at the start of its fit, in Hz: that of the first sine layer,
   * or of the encoding; 0 where a network has neither.
   */
  public static DoubleSummaryStatistics firstHz(ClipModel model) {
    return model.segments().stream()
        .mapToDouble(segment -> firstHz(segment.spec(), segment.frames() / model.sampleRate()))
        .summaryStatistics();
  }

  private static double firstHz(NetworkSpec spec, double seconds) {
    return switch (spec.nonlinearity()) {
      case Nonlinearity.Sine sine -> sine.firstOmega0() / (Math.PI * seconds);
      case Nonlinearity.Relu relu ->
          spec.encoding() instanceof InputEncoding.Positional octaves
              ? octaves.highestHz(seconds)
              : 0;
    };
  }

  /** Such as «2 sine layers of 4 … 18». */
  public static String layers(ClipModel model) {
    IntSummaryStatistics widths = widths(model);
    NetworkSpec spec = model.segments().getFirst().spec();
    return Figure.count(spec.numLayers(), kind(spec) + " layer")
        + " of "
        + range("%d", widths.getMin(), widths.getMax());
  }

  /** What its layers compute. */
  public static String kind(NetworkSpec spec) {
    return switch (spec.nonlinearity()) {
      case Nonlinearity.Sine sine -> "sine";
      case Nonlinearity.Relu relu -> "ReLU";
    };
  }

  /** Such as «first layer to 320 … 2,670 Hz». */
  public static String frequencies(ClipModel model) {
    DoubleSummaryStatistics hertz = firstHz(model);
    String range = range("%,.0f", hertz.getMin(), hertz.getMax()) + " Hz";
    NetworkSpec spec = model.segments().getFirst().spec();
    return switch (spec.nonlinearity()) {
      case Nonlinearity.Sine sine -> "first layer to " + range;
      case Nonlinearity.Relu relu ->
          spec.encoding() instanceof InputEncoding.Positional
              ? "positional encoding to " + range
              : "no encoding";
    };
  }

  private static <T> String range(String format, T least, T most) {
    String from = String.format(Locale.ROOT, format, least);
    String to = String.format(Locale.ROOT, format, most);
    return from.equals(to) ? to : from + " … " + to;
  }
}
