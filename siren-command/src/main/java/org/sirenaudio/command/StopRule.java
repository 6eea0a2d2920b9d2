package org.sirenaudio.command;

import org.jspecify.annotations.Nullable;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import picocli.CommandLine.Option;

/**
 * The stopping criterion, in one of several forms. Fields rather than methods, whose order in the
 * help differs between JVMs.
 */
final class StopRule {
  @Option(
      order = 50,
      names = "--steps",
      paramLabel = "N",
      description = "End after N steps per network.")
  private @Nullable Integer steps;

  @Option(
      order = 60,
      names = "--seconds",
      paramLabel = "S",
      description =
          "End after S seconds of analysing, training and measuring; starting, estimating "
              + "the cost and writing the files take up to S/10 + 2 s more.")
  private @Nullable Double seconds;

  @Option(
      order = 70,
      names = "--snr",
      paramLabel = "DB",
      description = "End each network at this signal-to-noise ratio.")
  private @Nullable Double snr;

  /** The selected budget. */
  FitConfig edited(FitConfig config) {
    if (steps != null) {
      return config.withBudget(new Budget.Steps(steps));
    }
    if (seconds != null) {
      return config.withBudget(new Budget.Seconds(seconds));
    }
    return snr == null ? config : config.withBudget(new Budget.TargetSnr(snr));
  }
}
