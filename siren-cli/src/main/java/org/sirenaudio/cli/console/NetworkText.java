package org.sirenaudio.cli.console;

import java.util.DoubleSummaryStatistics;
import java.util.IntSummaryStatistics;
import java.util.Locale;
import org.sirenaudio.model.ClipModel;

/** A model's networks in words. */
public final class NetworkText {

  private NetworkText() {}

  public static IntSummaryStatistics widths(ClipModel model) {
    return model.segments().stream()
        .mapToInt(segment -> segment.spec().hiddenFeatures())
        .summaryStatistics();
  }

  /** Highest first-layer frequency of each network at the start of its fit. */
  public static DoubleSummaryStatistics firstHz(ClipModel model) {
    return model.segments().stream()
        .mapToDouble(
            segment ->
                segment.spec().firstOmega0() * model.sampleRate() / (Math.PI * segment.frames()))
        .summaryStatistics();
  }

  /** Such as «2 sine layers of 4 to 18». */
  public static String layers(ClipModel model) {
    IntSummaryStatistics widths = widths(model);
    int layers = model.segments().getFirst().spec().numLayers();
    return layers + " sine layers of " + range("%d", widths.getMin(), widths.getMax());
  }

  /** Such as «first layers to 320 to 2,670 Hz». */
  public static String frequencies(ClipModel model) {
    DoubleSummaryStatistics hertz = firstHz(model);
    return "first layer to " + range("%,.0f", hertz.getMin(), hertz.getMax()) + " Hz";
  }

  private static <T> String range(String format, T least, T most) {
    String from = String.format(Locale.ROOT, format, least);
    String to = String.format(Locale.ROOT, format, most);
    return from.equals(to) ? to : from + " … " + to;
  }
}
