package org.sirenaudio.fit.estimate;

import java.util.List;
import java.util.Map;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.data.RoughAnalysis;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.model.ModelSize;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.NetworkSpec;

/** What an estimate is made from: a recording, and about what a fit of it will do. */
record Sketch(ClipSource clip, RoughAnalysis analysis, FitConfig config, FitPlan plan) {

  /** As long as what a file says of its fit. */
  private static final Map<String, String> PROVENANCE = Map.of("fit", "x".repeat(450));

  /**
   * Seconds in which a thread reads a sample, interpolates between it and the next, and measures
   * the result there.
   */
  private static final double SECONDS_PER_SAMPLE = 0.8e-6;

  /** Seconds that the shortest fit takes, in a program that has just begun. */
  private static final double LEAST_SECONDS = 0.5;

  int windows() {
    return plan.windows().size();
  }

  /** Of the first window, as fits begin. */
  NetworkSpec network() {
    return plan.windows().getFirst().network();
  }

  /** Amplitude of full scale. */
  double scale() {
    return analysis.level().scale(config.target().normalisation());
  }

  /** Factor of each channel on it. */
  double[] units() {
    return analysis.level().units(config.target().normalisation());
  }

  int threads() {
    return Math.min(config.threadCount(), Runtime.getRuntime().availableProcessors());
  }

  /** The signal-to-noise ratio that the fit is for. */
  double goalDb() {
    return config.budget() instanceof Budget.TargetSnr(double db)
        ? db
        : config.training().targetDb();
  }

  /** Seconds for all that a fit does beside training. */
  double secondsAround() {
    return LEAST_SECONDS + SECONDS_PER_SAMPLE * clip.frames() * clip.channels() / threads();
  }

  /** Width of a window's network that has so many parameters. */
  int width(int parameters) {
    int width = 1;
    while (network().withHiddenFeatures(width + 1).learnedCount() <= parameters) {
      width++;
    }
    return width;
  }

  /**
   * Bytes of the file of a model with so many parameters.
   *
   * @param widths of some of its networks
   */
  long bytes(List<Integer> widths, long parameters) {
    List<NetworkSpec> shapes = widths.stream().map(network()::withHiddenFeatures).toList();
    WeightType weights = config.network().weights();
    return ModelSize.besideParameters(shapes, windows(), PROVENANCE, weights)
        + weights.bytes() * parameters;
  }
}
