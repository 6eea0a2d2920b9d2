package org.sirenaudio.command;

import java.util.function.UnaryOperator;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import picocli.CommandLine.Option;

/** One way or another to say when to end. */
final class StopRule {
  private UnaryOperator<FitConfig> edit = UnaryOperator.identity();

  @Option(
      order = 50,
      names = "--steps",
      paramLabel = "N",
      description = "End after N steps of each network.")
  void steps(int value) {
    edit = c -> c.withBudget(new Budget.Steps(value));
  }

  @Option(
      order = 60,
      names = "--seconds",
      paramLabel = "S",
      description =
          "End after S seconds of analysing, training and measuring; starting, estimating "
              + "the cost and writing the files take up to S/10 + 2 s more.")
  void seconds(double value) {
    edit = c -> c.withBudget(new Budget.Seconds(value));
  }

  @Option(
      order = 70,
      names = "--snr",
      paramLabel = "DB",
      description = "End each network at this signal-to-noise ratio.")
  void snr(double value) {
    edit = c -> c.withBudget(new Budget.TargetSnr(value));
  }

  /** What was asked for. */
  FitConfig edited(FitConfig config) {
    return edit.apply(config);
  }
}
