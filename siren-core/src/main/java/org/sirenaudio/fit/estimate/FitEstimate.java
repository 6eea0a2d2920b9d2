package org.sirenaudio.fit.estimate;

import java.util.Optional;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.data.Centred;
import org.sirenaudio.fit.data.RoughAnalysis;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.SizeLimit;
import org.sirenaudio.fit.plan.TrainingPlan;

/**
 * Predicts the result and cost of a fit from a few segments and windows of the recording, within a
 * factor of two.
 *
 * @param windows number of networks
 * @param parameters of all networks together
 * @param seconds of fitting
 * @param bytes of the model file
 * @param goalDb the target SNR; NaN if there is none
 * @param reachedDb the expected SNR if below the target; else {@code goalDb}
 * @param need what the target requires, if the budget is clearly too small
 */
public record FitEstimate(
    int windows,
    long parameters,
    double seconds,
    long bytes,
    double goalDb,
    double reachedDb,
    Optional<Need> need) {

  /** A shortfall within the accuracy of the estimate. */
  static final double TOLERANCE_DB = 2;

  /** The limiting resource. */
  public enum Resource {
    /** The time. */
    SECONDS,
    /** The number of steps. */
    STEPS,
    /** The number of parameters. */
    PARAMETERS,
    /** The size of the file. */
    BYTES
  }

  /** Approximately how much of a resource would suffice. */
  public record Need(Resource resource, double amount) {}

  /**
   * Estimates the cost of a fit, in a few tenths of a second, or one or two seconds for long fits,
   * regardless of the recording's length.
   *
   * @throws IllegalArgumentException if the configuration does not suit the recording
   * @throws java.io.UncheckedIOException if the recording cannot be read
   */
  public static FitEstimate of(ClipSource recording, FitConfig config) {
    RoughAnalysis raw = RoughAnalysis.of(recording);
    Centred clip = Centred.of(recording, raw.level(), config.target().normalisation());
    RoughAnalysis analysis = clip.isCentred() ? RoughAnalysis.of(clip) : raw;
    FitConfig limited = SizeLimit.applied(clip, analysis.spectrum(), config);
    FitPlan plan = FitPlan.sketch(clip, analysis.spectrum(), limited);
    return switch (plan.training()) {
      case TrainingPlan.LevenbergMarquardt lm ->
          GrowthForecast.of(new Sketch(clip, analysis, limited, plan), lm);
      case TrainingPlan.Pursuit pursuit ->
          PursuitForecast.of(new Sketch(clip, analysis, limited, plan), pursuit);
      case TrainingPlan.Gradient gradient ->
          GradientForecast.of(new Sketch(clip, analysis, limited, plan), gradient);
    };
  }
}
