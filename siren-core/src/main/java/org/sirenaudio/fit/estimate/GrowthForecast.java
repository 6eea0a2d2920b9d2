package org.sirenaudio.fit.estimate;

import static org.sirenaudio.fit.estimate.PursuedWindows.sinusoids;

import java.util.List;
import java.util.Optional;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.estimate.FitEstimate.Need;
import org.sirenaudio.fit.estimate.FitEstimate.Resource;
import org.sirenaudio.fit.lm.SinusoidCount;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.NoiseGoal;
import org.sirenaudio.fit.plan.TrainingPlan;

/**
 * Predicts a Levenberg–Marquardt fit, whose networks grow by adding and training sinusoids. The
 * number needed is about that which reaches a lower level untrained, regardless of the sound; so it
 * is measured on some windows.
 */
final class GrowthForecast {

  /** Maps the level of trained sinusoids, in dB, to that of equally many untrained ones. */
  private static final double UNTRAINED_FROM_DB = 9;

  private static final double UNTRAINED_PER_DB = 0.45;

  /** For the longer windows used with a parameter limit. */
  private static final double UNTRAINED_PER_COUNTED_DB = 0.5;

  /** With little time, networks start with enough untrained sinusoids for this level. */
  private static final double START_DB = 32;

  /** Steps from there until more sinusoids are needed. */
  private static final double STEPS_PER_DB = 1;

  private static final double STEPS_PER_SINUSOID = 1.15;

  /** Factor on the steps when parameters run out: the existing ones are trained longer. */
  private static final double EXHAUSTED_STEPS = 2.5;

  /** Mean width of a growing network relative to its final width. */
  private static final double WHILE_GROWING = 0.85;

  /** Fraction of a network's sinusoids that survives pruning. */
  private static final double KEPT = 0.94;

  /** Further sine layers need more parameters. */
  private static final double LAYERED = 2;

  private static final int LEAST_WIDTH = 2;

  /** Minimum points learned per parameter. */
  private static final double POINTS_PER_PARAMETER = 1.25;

  private static final double TOLERANCE_DB = 1e-9;

  private final Sketch sketch;
  private final FitConfig config;
  private final TrainingPlan.LevenbergMarquardt plan;
  private final int channels;
  private final boolean limited;
  private final boolean hurried;
  private final PursuedWindows windows;
  private final boolean exhausted;

  private GrowthForecast(Sketch sketch, TrainingPlan.LevenbergMarquardt plan) {
    this.sketch = sketch;
    this.plan = plan;
    config = sketch.config();
    channels = sketch.clip().channels();
    limited = plan.mostParameters() < Long.MAX_VALUE;
    hurried = config.budget() instanceof Budget.Seconds && !limited;
    windows = PursuedWindows.of(sketch, Math.max(level(lastDb()), START_DB));
    exhausted = parameters(sketch.goalDb()) > plan.mostParameters();
  }

  static FitEstimate of(Sketch sketch, TrainingPlan.LevenbergMarquardt plan) {
    return new GrowthForecast(sketch, plan).estimate();
  }

  /** The expected final level; a time-limited fit continues until the time is up. */
  private double lastDb() {
    return NoiseGoal.lastDb(config);
  }

  private FitEstimate estimate() {
    double goal = sketch.goalDb();
    double highest = NoiseGoal.highestDb(0, lastDb(), TOLERANCE_DB, this::withinBudget);
    // Windows that finish early leave their steps to others.
    double place = config.budget() instanceof Budget.Steps ? goal : highest;
    double reached = Math.min(goal, highest);
    long parameters = Math.round(Math.min((double) plan.mostParameters(), parameters(place)));
    double seconds =
        config.budget() instanceof Budget.Seconds(double limit)
            ? Math.min(limit, seconds(place))
            : seconds(place);
    List<Integer> widths =
        windows.sample().stream()
            .map(w -> sketch.width((int) parameters(w, place)))
            .distinct()
            .toList();
    return new FitEstimate(
        sketch.windows(),
        parameters,
        seconds,
        sketch.bytes(widths, parameters),
        goal,
        reached,
        reached < goal - FitEstimate.TOLERANCE_DB ? Optional.of(need()) : Optional.empty());
  }

  private boolean withinBudget(double db) {
    return parameters(db) <= plan.mostParameters()
        && switch (config.budget()) {
          case Budget.Steps(int steps) -> windows.most(w -> stepsWanted(w, db)) <= steps;
          case Budget.Seconds(double limit) -> seconds(db) <= limit;
          case Budget.Auto auto -> true;
          case Budget.TargetSnr target -> true;
        };
  }

  /** How much of the limiting resource the target requires. */
  private Need need() {
    double goal = sketch.goalDb();
    if (parameters(goal) > plan.mostParameters()) {
      double parameters = parameters(goal);
      return config.network().maxBytes().isGiven()
          ? new Need(
              Resource.BYTES,
              sketch.bytes(
                  List.of(sketch.width((int) (parameters / sketch.windows()))),
                  Math.round(parameters)))
          : new Need(Resource.PARAMETERS, parameters);
    }
    return config.budget() instanceof Budget.Steps
        ? new Need(Resource.STEPS, windows.most(w -> stepsWanted(w, goal)))
        : new Need(Resource.SECONDS, secondsUnhurried());
  }

  /** What the target requires without a time limit: a hurried fit learns fewer points. */
  private double secondsUnhurried() {
    FitConfig unhurried = config.withBudget(new Budget.Auto());
    FitPlan longer = FitPlan.sketch(sketch.clip(), sketch.analysis().spectrum(), unhurried);
    if (longer.oversampling() == sketch.plan().oversampling()) {
      return seconds(sketch.goalDb());
    }
    Sketch all = new Sketch(sketch.clip(), sketch.analysis(), unhurried, longer);
    return new GrowthForecast(all, plan).seconds(sketch.goalDb());
  }

  /** The level reached by the initial untrained sinusoids of a fit with this target. */
  private double level(double db) {
    double perDb = limited ? UNTRAINED_PER_COUNTED_DB : UNTRAINED_PER_DB;
    double trained = Math.min(db, UNTRAINED_FROM_DB + perDb * db);
    return hurried ? Math.max(trained, Math.min(db, START_DB)) : trained;
  }

  private double parameters(double db) {
    return windows.sum(w -> parameters(w, db));
  }

  private double parameters(SinusoidCount window, double db) {
    double least = sketch.network().withHiddenFeatures(LEAST_WIDTH).learnedCount();
    if (config.network().hiddenFeatures().isGiven()) {
      return sketch.network().learnedCount();
    }
    double part =
        config.budget() instanceof Budget.Steps(int most)
            ? Math.min(1, most / Math.max(1, stepsWanted(window, db)))
            : 1;
    double grown = channels + (2 + channels) * part * kept() * sinusoids(window, level(db));
    double most =
        Math.min(
            window.values() / POINTS_PER_PARAMETER,
            TrainingPlan.LevenbergMarquardt.MOST_PER_NETWORK);
    return Math.max(least, Math.min(most, plan.layers() > 1 ? LAYERED * grown : grown));
  }

  private double kept() {
    boolean meetsTarget =
        config.budget() instanceof Budget.Auto || config.budget() instanceof Budget.TargetSnr;
    return meetsTarget && !exhausted && plan.layers() == 1 ? KEPT : 1;
  }

  /** Steps of a window. */
  private double steps(SinusoidCount window, double db) {
    double wanted = stepsWanted(window, db);
    return config.budget() instanceof Budget.Steps(int most) ? Math.min(most, wanted) : wanted;
  }

  private double stepsWanted(SinusoidCount window, double db) {
    double sinusoids = sinusoids(window, level(db));
    double free =
        hurried
            ? STEPS_PER_DB * Math.max(0, db - START_DB)
                + STEPS_PER_SINUSOID * (sinusoids - sinusoids(window, Math.min(db, START_DB)))
            : STEPS_PER_SINUSOID * sinusoids;
    return exhausted ? EXHAUSTED_STEPS * free : free;
  }

  private double seconds(double db) {
    double pursuit =
        hurried
            ? windows.sum(
                w ->
                    StepCost.pursuit(
                        sinusoids(w, Math.min(db, START_DB)), w.values() / (double) channels))
            : 0;
    double training =
        windows.sum(
            w ->
                steps(w, db)
                    * StepCost.levenbergMarquardt(WHILE_GROWING * parameters(w, db), w.values()));
    return sketch.secondsAround()
        + pursuit / sketch.threads()
        + StepCost.withWarmUp(training / sketch.threads());
  }
}
