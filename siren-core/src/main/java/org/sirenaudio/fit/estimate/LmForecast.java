package org.sirenaudio.fit.estimate;

import java.util.List;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
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
    double most = curve.placeOfParameters(mostParameters);
    return switch (sketch.config().budget()) {
      case Budget.Auto auto -> at(most, seconds(curve.workAt(most)));
      case Budget.TargetSnr target -> at(most, seconds(curve.workAt(most)));
      case Budget.Steps(int steps) ->
          estimate(
              Math.min(most, trial.placeOfSteps(steps)),
              trial.parametersAfter(steps),
              seconds(trial.workOf(steps)));
      case Budget.Seconds(double limit) -> {
        double place = curve.placeOfSeconds(this::seconds, limit);
        double all = seconds(curve.workAt(curve.end()));
        yield at(Math.min(place, most), Math.min(limit, all));
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
    boolean reachable = curve.decibelsAt(curve.end()) >= goal - FitEstimate.TOLERANCE_DB;
    return new FitEstimate(
        sketch.windows(),
        count,
        seconds,
        sketch.bytes(widths(), count),
        goal,
        Math.min(goal, curve.decibelsAt(place)),
        reachable ? needs(curve.placeOfDecibels(goal)) : FitEstimate.Needs.NONE);
  }

  private List<Integer> widths() {
    return trial.tried().stream()
        .map(w -> sketch.width(w.trace().parametersAfter(w.trace().steps())))
        .toList();
  }

  private FitEstimate.Needs needs(double place) {
    FitConfig config = sketch.config();
    long parameters = Math.round(curve.parametersAt(place));
    boolean sized = config.network().maxBytes().isGiven();
    boolean counted = config.network().parameters().isGiven() && !sized;
    return new FitEstimate.Needs(
        config.budget() instanceof Budget.Seconds
            ? OptionalDouble.of(seconds(curve.workAt(place)))
            : OptionalDouble.empty(),
        config.budget() instanceof Budget.Steps
            ? OptionalInt.of(trial.stepsTo(place))
            : OptionalInt.empty(),
        counted ? OptionalLong.of(parameters) : OptionalLong.empty(),
        sized ? OptionalLong.of(sketch.bytes(widths(), parameters)) : OptionalLong.empty());
  }
}
