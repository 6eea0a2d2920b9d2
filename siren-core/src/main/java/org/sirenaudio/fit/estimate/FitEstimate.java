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
 * About what a fit will come to, from a look at some stretches of the recording and at some of its
 * windows; within a factor of two.
 *
 * @param windows networks in all
 * @param parameters of all networks together
 * @param seconds of fitting
 * @param bytes of the model's file
 * @param goalDb the signal-to-noise ratio that the fit is for; NaN where it has none
 * @param reachedDb what it will come to, where that is less; else {@code goalDb}
 * @param need what the goal takes, where the budget is clearly too small for it
 */
public record FitEstimate(
    int windows,
    long parameters,
    double seconds,
    long bytes,
    double goalDb,
    double reachedDb,
    Optional<Need> need) {

  /** So much less than the goal is as good as the goal, for an estimate. */
  static final double TOLERANCE_DB = 2;

  /** What there may be too little of. */
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

  /** About how much of something would do. */
  public record Need(Resource resource, double amount) {}

  /**
   * Estimates the cost of a fit, in some tenths of a second, a second or two where the fit is long,
   * whatever the recording's length.
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
      case TrainingPlan.Gradient gradient ->
          GradientForecast.of(new Sketch(clip, analysis, limited, plan), gradient);
    };
  }
}
