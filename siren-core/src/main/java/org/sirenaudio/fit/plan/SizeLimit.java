package org.sirenaudio.fit.plan;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.Choice;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.model.ModelSize;
import org.sirenaudio.network.NetworkSpec;

/**
 * The parameter budget under a file size limit: what remains after the bytes for metadata and
 * window positions.
 */
public final class SizeLimit {

  /** Maximum number of distinct widths in one file; each takes some header bytes. */
  private static final int MOST_WIDTHS = 32;

  /** The narrowest initial network. */
  private static final int LEAST_WIDTH = 2;

  /** Bytes for the fit metadata. */
  private static final int PROVENANCE = 1000;

  /** Iterations for adjusting windows and parameters to each other. */
  private static final int ROUNDS = 4;

  private final ClipSource clip;
  private final Spectrum spectrum;
  private final FitConfig config;
  private final long bytes;

  private SizeLimit(ClipSource clip, Spectrum spectrum, FitConfig config, long bytes) {
    this.clip = clip;
    this.spectrum = spectrum;
    this.config = config;
    this.bytes = bytes;
  }

  /**
   * The configuration with the parameter limit implied by its file size limit; unchanged if there
   * is none, or if no fit of this recording would come near it.
   *
   * @throws IllegalArgumentException if even the smallest model exceeds it
   */
  public static FitConfig applied(ClipSource clip, Spectrum spectrum, FitConfig config) {
    Choice<Long> limit = config.network().maxBytes();
    return limit.isGiven()
        ? new SizeLimit(clip, spectrum, config, limit.value()).limited()
        : config;
  }

  private FitConfig limited() {
    FitPlan free = FitPlan.sketch(clip, spectrum, config);
    long most = mostParameters(free);
    if (bytes(free, most) <= bytes) {
      return config;
    }
    if (config.network().hiddenFeatures().isGiven()) {
      throw tooLarge(free, most);
    }
    // Fewer parameters make fewer windows, and those leave more for parameters.
    FitPlan plan = free;
    long parameters = Math.min(most, bytes / config.network().weights().bytes());
    long before = parameters;
    for (int round = 0; round < ROUNDS; round++) {
      before = parameters;
      plan = FitPlan.sketch(clip, spectrum, with(parameters));
      parameters = (bytes - overhead(plan, parameters)) / config.network().weights().bytes();
      if (parameters < least(plan)) {
        throw tooLarge(plan, least(plan));
      }
    }
    return with(Math.min(parameters, before));
  }

  private FitConfig with(long parameters) {
    int count = (int) Math.min(parameters, config.network().parameters().orElse(Integer.MAX_VALUE));
    return config.withNetwork(n -> n.withParameters(count));
  }

  private IllegalArgumentException tooLarge(FitPlan plan, long parameters) {
    int windows = plan.windows().size();
    return new IllegalArgumentException(
        String.format(
            Locale.ROOT,
            "%,d bytes are too few for a model with %,d %s of this recording, which needs about"
                + " %,d; allow more, or use fewer windows",
            bytes,
            windows,
            windows == 1 ? "window" : "windows",
            bytes(plan, parameters)));
  }

  /** Maximum parameters of a fit with this plan. */
  private long mostParameters(FitPlan plan) {
    long planned = planned(plan);
    return switch (plan.training()) {
      case TrainingPlan.Gradient gradient -> Math.max(planned, gradient.sharedParameters());
      case TrainingPlan.Pursuit pursuit -> Math.min(pursuit.mostParameters(), pursued(plan));
      case TrainingPlan.LevenbergMarquardt lm ->
          config.network().hiddenFeatures().isGiven()
              ? planned
              : Math.min(lm.mostParameters(), grown(plan));
    };
  }

  /** Half as many sinusoids as frames. */
  private long pursued(FitPlan plan) {
    int per = TrainingPlan.Pursuit.perSinusoid(plan.windows().getFirst().network());
    return plan.windows().stream()
        .mapToLong(w -> clip.channels() + (long) per * (w.frames() / 2 + 1))
        .sum();
  }

  private static long planned(FitPlan plan) {
    return plan.windows().stream().mapToLong(w -> w.network().learnedCount()).sum();
  }

  /** Growing networks have at most one parameter per training point. */
  private long grown(FitPlan plan) {
    return plan.windows().stream()
        .mapToLong(w -> (long) w.frames() * plan.oversampling() * clip.channels())
        .map(points -> Math.min(points, TrainingPlan.LevenbergMarquardt.MOST_PER_NETWORK))
        .sum();
  }

  /** Initial parameters of a fit with this plan. */
  private static long least(FitPlan plan) {
    return switch (plan.training()) {
      case TrainingPlan.Gradient gradient -> planned(plan);
      case TrainingPlan.LevenbergMarquardt lm -> narrowest(plan);
      case TrainingPlan.Pursuit pursuit -> narrowest(plan);
    };
  }

  private static long narrowest(FitPlan plan) {
    return (long) plan.windows().size()
        * plan.windows().getFirst().network().withHiddenFeatures(LEAST_WIDTH).learnedCount();
  }

  /** Maximum file size with this many parameters. */
  private long bytes(FitPlan plan, long parameters) {
    return overhead(plan, parameters) + config.network().weights().bytes() * parameters;
  }

  /** Maximum file size excluding the parameters. */
  private long overhead(FitPlan plan, long parameters) {
    NetworkSpec network = plan.windows().getFirst().network();
    int windows = plan.windows().size();
    List<NetworkSpec> shapes = new ArrayList<>();
    long sum = 0;
    if (config.network().hiddenFeatures().isGiven()) {
      shapes.add(network);
      sum = network.learnedCount();
    } else {
      do {
        NetworkSpec next = network.withHiddenFeatures(LEAST_WIDTH + shapes.size());
        shapes.add(next);
        sum += next.learnedCount();
      } while (sum < parameters && shapes.size() < Math.min(windows, MOST_WIDTHS));
    }
    Map<String, String> provenance = Map.of("fit.provenance", "x".repeat(PROVENANCE));
    return ModelSize.besideParameters(shapes, windows, provenance, config.network().weights());
  }
}
