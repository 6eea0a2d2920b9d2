package org.sirenaudio.metrics;

import java.util.List;
import java.util.Locale;

/** The metrics by name, each with its usual parameters. */
public final class Metrics {
  private static final List<Metric> ALL =
      List.of(
          new Snr(),
          new SiSdr(),
          new Psnr(),
          new Mse(),
          new LogSpectralDistance(),
          new SpectralConvergence(),
          new MultiResolutionStftDistance());

  private Metrics() {}

  /** Every metric, in the order in which to print them. */
  public static List<Metric> all() {
    return ALL;
  }

  /** The names that {@link #byName} knows. */
  public static List<String> names() {
    return ALL.stream().map(Metric::name).toList();
  }

  /**
   * Finds a metric by its name, in any case.
   *
   * @throws IllegalArgumentException if there is no such metric; the message lists the names
   */
  public static Metric byName(String name) {
    String wanted = name.toLowerCase(Locale.ROOT);
    return ALL.stream()
        .filter(metric -> metric.name().equals(wanted))
        .findFirst()
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "no metric named '%s'; choose one of %s"
                        .formatted(name, String.join(", ", names()))));
  }
}
