package org.sirenaudio.fit.estimate;

import java.util.List;
import java.util.Optional;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.gradient.GradientTraining;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.PointwiseLoss;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.parallel.Workers;

/**
 * Predicts a gradient fit: its plan gives the numbers of parameters and steps, and a step's cost
 * follows from its multiplications. The resulting SNR is only a rough guess.
 */
final class GradientForecast {

  /** A shorter fit ends before its steps could be timed. */
  private static final double WORTH_TIMING_SECONDS = 15;

  private static final double TIMING_SECONDS = 0.4;
  private static final int TIMED_POINTS = 256;

  /** Approximate SNR of the default number of steps, and the gain per doubling. */
  private static final double USUAL_DB = 38;

  private static final double DB_OF_TWICE = 6;
  private static final int MOST_TIMES = 16;

  /** Cost of a spectral loss relative to a pointwise one. */
  private static final double SPECTRAL = 1.5;

  /** Matrix products per Muon step and hidden matrix. */
  private static final double MUON_PRODUCTS = 15;

  private final Sketch sketch;
  private final TrainingPlan.Gradient plan;

  private GradientForecast(Sketch sketch, TrainingPlan.Gradient plan) {
    this.sketch = sketch;
    this.plan = plan;
  }

  static FitEstimate of(Sketch sketch, TrainingPlan.Gradient plan) {
    return new GradientForecast(sketch, plan).estimate();
  }

  private FitEstimate estimate() {
    List<PlannedWindow> windows = sketch.plan().windows();
    long planned = windows.stream().mapToLong(w -> w.network().learnedCount()).sum();
    long parameters = Math.max(planned, plan.sharedParameters());
    NetworkSpec network = windows.getFirst().network();
    int width = sketch.width((int) (parameters / windows.size()));
    return new FitEstimate(
        windows.size(),
        parameters,
        seconds(network.withHiddenFeatures(width)),
        sketch.bytes(List.of(width), parameters),
        Double.NaN,
        Double.NaN,
        Optional.empty());
  }

  private double seconds(NetworkSpec network) {
    if (sketch.config().budget() instanceof Budget.Seconds(double limit)) {
      return limit;
    }
    double step = 0;
    for (PlannedWindow window : sketch.plan().windows()) {
      int points = (window.frames() - 1) * sketch.plan().oversampling() + 1;
      step +=
          StepCost.gradient(
              flops(network), GradientTraining.pointsPerStep(points, sketch.config()));
      step += StepCost.gradient(muonFlops(network), 1);
    }
    if (!(Losses.byName(sketch.config().target().loss()) instanceof PointwiseLoss)) {
      step *= SPECTRAL;
    }
    double nominal = steps() * step / sketch.threads();
    double seconds = nominal > WORTH_TIMING_SECONDS ? nominal * slowness(network) : nominal;
    return seconds + sketch.secondsAround();
  }

  private double steps() {
    return switch (sketch.config().budget()) {
      case Budget.Steps(int steps) -> steps;
      case Budget.TargetSnr(double db) ->
          plan.usualSteps()
              * Math.clamp(Math.pow(2, (db - USUAL_DB) / DB_OF_TWICE), 0.1, MOST_TIMES);
      case Budget.Auto auto -> plan.usualSteps();
      case Budget.Seconds seconds -> throw new IllegalStateException("not by steps");
    };
  }

  /** Multiply-adds per point, forward and backward: three per weight. */
  private static double flops(NetworkSpec network) {
    return 6.0 * network.parameterCount();
  }

  private double muonFlops(NetworkSpec network) {
    boolean muon = plan.optimiser() == OptimiserKind.MUON;
    double h = network.hiddenFeatures();
    return muon ? MUON_PRODUCTS * 2 * h * h * h * (network.numLayers() - 1) : 0;
  }

  /** Ratio of this network's step time on this machine to the nominal one. */
  private static double slowness(NetworkSpec network) {
    GradientPass pass =
        new GradientPass(
            Kernels.best().network(network.layers()), TIMED_POINTS, new GradientPass.Scratch());
    float[] parameters = Network.create(network, 1).parameters();
    float[] gradient = new float[parameters.length];
    double least = Double.POSITIVE_INFINITY;
    long until = System.nanoTime() + (long) (1e9 * TIMING_SECONDS);
    try (Workers alone = Workers.of(1)) {
      while (System.nanoTime() < until) {
        long begun = System.nanoTime();
        pass.run(
            alone,
            parameters,
            (from, count, x) -> {
              for (int i = 0; i < count; i++) {
                x[i] = -1 + 2.0 * (from + i) / TIMED_POINTS;
              }
            },
            (from, count, outputs, errors) -> {
              System.arraycopy(outputs, 0, errors, 0, count * network.outFeatures());
              return 0;
            },
            gradient);
        least = Math.min(least, 1e-9 * (System.nanoTime() - begun));
      }
    }
    return Math.clamp(least / StepCost.gradient(flops(network), TIMED_POINTS), 0.4, 30);
  }
}
