package org.sirenaudio.fit.estimate;

import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.data.RoughAnalysis;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.SizeLimit;
import org.sirenaudio.fit.plan.TrainingPlan;

/**
 * About what a fit will come to, from a look at some stretches of the recording and a trial on some
 * of its windows; within a factor of two.
 *
 * @param windows networks in all
 * @param parameters of all networks together
 * @param seconds of fitting
 * @param bytes of the model's file
 * @param goalDb the signal-to-noise ratio that the fit is for; NaN where it has none
 * @param reachedDb what it will come to, where that is less; else {@code goalDb}
 * @param needs what would be enough for the goal
 */
public record FitEstimate(
    int windows,
    long parameters,
    double seconds,
    long bytes,
    double goalDb,
    double reachedDb,
    Needs needs) {

  /** So much less than the goal is as good as the goal, for an estimate. */
  static final double TOLERANCE_DB = 2;

  /**
   * What a goal that is out of reach needs, where the budget limits it.
   *
   * @param seconds where the time is limited
   * @param steps where the steps are
   * @param parameters where they are limited
   * @param bytes where the file's size is
   */
  public record Needs(
      OptionalDouble seconds, OptionalInt steps, OptionalLong parameters, OptionalLong bytes) {

    /** Nothing that can be given. */
    static final Needs NONE =
        new Needs(
            OptionalDouble.empty(), OptionalInt.empty(), OptionalLong.empty(), OptionalLong.empty());

    static Needs ofSeconds(double value) {
      return new Needs(OptionalDouble.of(value), NONE.steps, NONE.parameters, NONE.bytes);
    }

    static Needs ofSteps(int value) {
      return new Needs(NONE.seconds, OptionalInt.of(value), NONE.parameters, NONE.bytes);
    }

    static Needs ofParameters(long value) {
      return new Needs(NONE.seconds, NONE.steps, OptionalLong.of(value), NONE.bytes);
    }

    static Needs ofBytes(long value) {
      return new Needs(NONE.seconds, NONE.steps, NONE.parameters, OptionalLong.of(value));
    }
  }

  /**
   * Estimates the cost of a fit, in about a second, whatever the recording's length.
   *
   * @throws IllegalArgumentException if the configuration does not suit the recording
   * @throws java.io.UncheckedIOException if the recording cannot be read
   */
  public static FitEstimate of(ClipSource clip, FitConfig config) {
    RoughAnalysis analysis = RoughAnalysis.of(clip);
    FitConfig limited = SizeLimit.applied(clip, analysis.spectrum(), config);
    FitPlan plan = FitPlan.sketch(clip, analysis.spectrum(), limited);
    return switch (plan.training()) {
      case TrainingPlan.LevenbergMarquardt lm ->
          LmForecast.of(new Sketch(clip, analysis, limited, plan), lm);
      case TrainingPlan.Gradient gradient ->
          GradientForecast.of(new Sketch(clip, analysis, limited, plan), gradient);
    };
  }

  /** Whether the goal is out of reach. */
  public boolean fallsShort() {
    return reachedDb < goalDb - TOLERANCE_DB;
  }
}
