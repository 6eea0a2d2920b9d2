package org.sirenaudio.command;

import java.util.function.UnaryOperator;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import picocli.CommandLine.Option;

/** One way or the other to say how high the first layer begins. */
final class FirstFrequency {
  private UnaryOperator<FitConfig> edit = UnaryOperator.identity();

  @Option(
      order = 30,
      names = "--first-hz",
      paramLabel = "HZ",
      description = "Highest first-layer frequency at the start, in Hz.")
  void hertz(double value) {
    edit = c -> c.withNetwork(n -> n.withFirstFrequency(new Frequency.Hertz(value)));
  }

  @Option(
      order = 40,
      names = "--first-omega",
      paramLabel = "W",
      description = "omega0 of the first layer, as papers give it.")
  void omega(double value) {
    edit = c -> c.withNetwork(n -> n.withFirstFrequency(new Frequency.Omega0(value)));
  }

  /** What was asked for. */
  FitConfig edited(FitConfig config) {
    return edit.apply(config);
  }
}
