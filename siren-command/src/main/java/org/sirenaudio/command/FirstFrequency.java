package org.sirenaudio.command;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import picocli.CommandLine.Option;

/**
 * The first layer's frequency, in one of two forms. Fields rather than methods, whose order in the
 * help differs between JVMs.
 */
final class FirstFrequency {
  @Option(
      order = 30,
      names = "--first-hz",
      paramLabel = "HZ",
      description = "Highest first-layer frequency at the start, in Hz.")
  private @Nullable Double hertz;

  @Option(
      order = 40,
      names = "--first-omega",
      paramLabel = "W",
      description = "omega0 of the first layer, as papers give it.")
  private @Nullable Double omega;

  /** The selected frequency. */
  FitConfig edited(FitConfig config) {
    if (hertz != null) {
      Frequency wanted = new Frequency.Hertz(hertz);
      return config.withNetwork(n -> n.withFirstFrequency(wanted));
    }
    if (omega != null) {
      Frequency wanted = new Frequency.Omega0(omega);
      return config.withNetwork(n -> n.withFirstFrequency(wanted));
    }
    return config;
  }
}
