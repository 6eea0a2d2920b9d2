package org.sirenaudio.cli.fit;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.command.ByteSize;
import org.sirenaudio.error.Figure;
import org.sirenaudio.fit.estimate.FitEstimate;

/**
 * The estimated cost of a fit, as text and as data.
 *
 * @param clip the recording
 */
public record EstimateText(FitEstimate estimate, ClipSource clip) {

  /** A forecast below this is only known to be low. */
  private static final double LEAST_TOLD_DB = 10;

  /**
   * Such as {@code expecting about 44,000 parameters (0.72 per sample), 3.5 s of fitting, a file of
   * 180 kB}.
   */
  public String cost() {
    double samples = (double) clip.frames() * clip.channels();
    return String.format(
        Locale.ROOT,
        "expecting about %,d parameters (%s per sample), %s of fitting, a file of %s",
        rounded(estimate.parameters()),
        Figure.fixed(estimate.parameters() / samples, 2),
        seconds(estimate.seconds()),
        ByteSize.text(rounded(estimate.bytes())));
  }

  /** What the goal requires, if the budget is too small for it; else empty. */
  public String shortfall() {
    return estimate
        .need()
        .map(
            need ->
                String.format(
                    Locale.ROOT,
                    "%s will reach %s dB of the requested %.0f dB; about %s would suffice",
                    switch (need.resource()) {
                      case SECONDS -> "this time";
                      case STEPS -> "these steps";
                      case PARAMETERS -> "these parameters";
                      case BYTES -> "this size";
                    },
                    estimate.reachedDb() < LEAST_TOLD_DB
                        ? "less than 10"
                        : String.format(Locale.ROOT, "about %.0f", estimate.reachedDb()),
                    estimate.goalDb(),
                    amount(need)))
        .orElse("");
  }

  private static String amount(FitEstimate.Need need) {
    long rounded = rounded(Math.round(need.amount()));
    return switch (need.resource()) {
      case SECONDS -> seconds(need.amount());
      case STEPS -> Figure.count(rounded, "step");
      case PARAMETERS -> Figure.count(rounded, "parameter");
      case BYTES -> ByteSize.text(rounded);
    };
  }

  /** Two digits, the accuracy of the estimate. */
  private static long rounded(long value) {
    long unit = 1;
    while (value / unit >= 100) {
      unit *= 10;
    }
    return Math.round((double) value / unit) * unit;
  }

  private static String seconds(double seconds) {
    if (seconds < 100) {
      return String.format(Locale.ROOT, seconds < 10 ? "%.1f s" : "%.0f s", seconds);
    }
    double minutes = seconds / 60;
    return minutes < 100
        ? String.format(Locale.ROOT, "%.0f minutes", minutes)
        : String.format(Locale.ROOT, "%.0f hours", minutes / 60);
  }

  /** The entries in the JSON of a fit. */
  Map<String, @Nullable Object> entries() {
    Map<String, @Nullable Object> all = new LinkedHashMap<>();
    all.put("parameters", estimate.parameters());
    all.put("seconds", estimate.seconds());
    all.put("modelBytes", estimate.bytes());
    all.put("snrDb", estimate.reachedDb());
    return all;
  }
}
