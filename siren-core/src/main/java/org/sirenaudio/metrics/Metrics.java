package org.sirenaudio.metrics;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * The metrics by name, each with its default parameters. Those that model hearing depend on the
 * sample rate, and are among those {@link #at} a rate only.
 */
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

  /**
   * All metrics at a sample rate, in display order.
   *
   * @throws IllegalArgumentException if the rate is not positive
   */
  public static List<Metric> at(double sampleRate) {
    return Stream.concat(
            ALL.stream(),
            Arrays.stream(NoiseToMaskRatio.Figure.values())
                .map(figure -> new NoiseToMaskRatio(sampleRate, figure)))
        .toList();
  }

  /** The metrics that need no sample rate, in display order. */
  public static List<Metric> all() {
    return ALL;
  }

  /** The names known to {@link #byName}. */
  public static List<String> names() {
    return ALL.stream().map(Metric::name).toList();
  }

  /**
   * Finds a metric by name, case-insensitively.
   *
   * @throws IllegalArgumentException if the name is unknown; the message lists the names
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
