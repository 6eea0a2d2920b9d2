package org.sirenaudio.fit.estimate;

import java.util.List;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.plan.TrainingPlan;

/** Forecasts a fit by Levenberg–Marquardt from a trial on some of its windows. */
final class LmForecast {
  private final Sketch sketch;
  private final double mostParameters;
  private final LmTrial trial;
  private final GrowthCurve curve;

  private LmForecast(Sketch sketch, TrainingPlan.LevenbergMarquardt plan) {
    this.sketch = sketch;
    mostParameters = plan.mostParameters();
    trial = LmTrial.of(sketch, plan);
    curve =
        GrowthCurve.of(trial.tried(), trial.targets(), sketch.analysis().level().meanSquare());
  }

  static FitEstimate of(Sketch sketch, TrainingPlan.LevenbergMarquardt plan) {
    return new LmForecast(sketch, plan).estimate();
  }

  private FitEstimate estimate() {
    double end = curve.end();
    return switch (sketch.config().budget()) {
      case Budget.Auto auto -> at(end, seconds(curve.workAt(end)));
      case Budget.TargetSnr target -> at(end, seconds(curve.workAt(end)));
      case Budget.Steps(int steps) ->
          estimate(
              trial.placeOfSteps(steps),
              trial.parametersAfter(steps),
              seconds(trial.workOf(steps)));
      case Budget.Seconds(double limit) -> {
        double place = curve.placeOfSeconds(this::seconds, limit);
        yield at(place, Math.min(limit, seconds(curve.workAt(end))));
      }
    };
  }

  /** What a fit comes to that ends at a place of the curve. */
  private FitEstimate at(double place, double seconds) {
    return estimate(place, curve.parametersAt(place), seconds);
  }

  private double seconds(double work) {
    return trial.speed().seconds(work) + sketch.secondsAround();
  }

  private FitEstimate estimate(double place, double parameters, double seconds) {
    long count = Math.round(Math.min(mostParameters, parameters));
    double goal = sketch.goalDb();
    return new FitEstimate(
        sketch.windows(),
        count,
        seconds,
        sketch.bytes(widths(), count),
        goal,
        Math.min(goal, curve.decibelsAt(place)),
        needs());
  }

  private List<Integer> widths() {
    return trial.tried().stream()
        .map(w -> sketch.width(w.trace().parametersAfter(w.trace().steps())))
        .toList();
  }

  private FitEstimate.Needs needs() {
    FitConfig config = sketch.config();
    double goal = sketch.goalDb();
    double most = curve.decibelsAt(curve.end());
    if (most < goal - FitEstimate.TOLERANCE_DB) {
      if (mostParameters == Long.MAX_VALUE) {
        return FitEstimate.Needs.NONE;
      }
      // Each decibel takes as many parameters, about.
      long parameters = Math.round(mostParameters * goal / Math.max(1, most));
      return config.network().maxBytes().isGiven()
          ? FitEstimate.Needs.ofBytes(sketch.bytes(widths(), parameters))
          : FitEstimate.Needs.ofParameters(parameters);
    }
    double place = curve.placeOfDecibels(goal);
    return switch (config.budget()) {
      case Budget.Steps steps -> FitEstimate.Needs.ofSteps(trial.stepsTo(place));
      case Budget.Seconds limit -> FitEstimate.Needs.ofSeconds(seconds(curve.workAt(place)));
      case Budget.Auto auto -> FitEstimate.Needs.NONE;
      case Budget.TargetSnr target -> FitEstimate.Needs.NONE;
    };
  }
}
