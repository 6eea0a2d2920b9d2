package org.sirenaudio.fit.estimate;

import java.util.List;
import java.util.Map;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.data.RoughAnalysis;
import org.sirenaudio.fit.plan.FitPlan;
import org.sirenaudio.fit.plan.NoiseGoal;
import org.sirenaudio.model.ModelSize;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.NetworkSpec;

/** The basis of an estimate: a recording and the approximate plan of its fit. */
record Sketch(ClipSource clip, RoughAnalysis analysis, FitConfig config, FitPlan plan) {

  /** Typical length of the fit metadata in a file. */
  private static final Map<String, String> PROVENANCE = Map.of("fit", "x".repeat(450));

  /** Seconds per thread and sample for reading, interpolating and measuring. */
  private static final double SECONDS_PER_SAMPLE = 0.8e-6;

  /** Minimum duration of a fit in a freshly started program. */
  private static final double LEAST_SECONDS = 0.5;

  int windows() {
    return plan.windows().size();
  }

  /** First-layer frequency of the first window at initialisation. */
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

  /** The target SNR. */
  double goalDb() {
    return NoiseGoal.dbOf(config);
  }

  /** Seconds spent outside training. */
  double secondsAround() {
    return LEAST_SECONDS + SECONDS_PER_SAMPLE * clip.frames() * clip.channels() / threads();
  }

  /** Width of a window's network with this many parameters. */
  int width(int parameters) {
    int width = 1;
    while (network().withHiddenFeatures(width + 1).learnedCount() <= parameters) {
      width++;
    }
    return width;
  }

  /**
   * File size of a model with this many parameters.
   *
   * @param widths of sample networks
   */
  long bytes(List<Integer> widths, long parameters) {
    List<NetworkSpec> shapes = widths.stream().map(network()::withHiddenFeatures).toList();
    WeightType weights = config.network().weights();
    return ModelSize.besideParameters(shapes, windows(), PROVENANCE, weights)
        + weights.bytes() * parameters;
  }
}
