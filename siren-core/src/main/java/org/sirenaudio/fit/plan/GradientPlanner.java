package org.sirenaudio.fit.plan;

import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.Choice;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.data.Interpolant;

/**
 * Plans windows for gradient training. If the width is automatic, they are planned narrower than
 * their share of the parameters; the rest is allocated after a probe of each window.
 */
final class GradientPlanner {

  /** Parameters per degree of freedom; with fewer, speech stays below 30 dB between the samples. */
  private static final double PARAMETERS_PER_FREEDOM = 3.5;

  private static final int USUAL_LAYERS = 4;

  /** Default width for a clip longer than one window. */
  private static final int USUAL_WIDTH = 48;

  private static final int LEAST_WIDTH = 8;
  private static final int MOST_WIDTH = 512;

  /** Widths are rounded to multiples of this, since time is quantised likewise. */
  private static final int WIDTH_STEP = 8;

  /** Relative width during the probe, if parameters are allocated afterwards. */
  private static final double NARROW = 0.75;

  private static final double LONGEST_WINDOW_SECONDS = 1;

  /** Points learned per parameter; with fewer, a network oscillates between the points. */
  private static final double POINTS_PER_PARAMETER = 1.6;

  /**
   * A clip whose band fills this fraction of the Nyquist band is oversampled even with few
   * parameters: the network is hardly constrained there.
   */
  private static final double BROAD = 0.4;

  private static final int STEPS = 1000;

  private final PlanningContext context;
  private final ClipSource clip;
  private final FitConfig config;
  private final Choice<Integer> width;
  private final Choice<Integer> allParameters;
  private final int layers;

  GradientPlanner(PlanningContext context) {
    this.context = context;
    clip = context.clip();
    config = context.config();
    width = config.network().hiddenFeatures();
    allParameters = config.network().parameters();
    layers = config.network().numLayers().orElse(USUAL_LAYERS);
  }

  FitPlan plan(OptimiserKind optimiser) {
    double parameters =
        allParameters.isGiven()
            ? allParameters.value()
            : PARAMETERS_PER_FREEDOM
                * 2
                * context.spectrum().bandwidthHz()
                * clip.seconds()
                * clip.channels();
    int count = windowCount(parameters);
    int wide = width.isGiven() ? width.value() : width(parameters / count);
    int[] boundaries = context.boundaries(count);
    List<PlannedWindow> windows = context.windows(boundaries, wide, layers);
    long planned = windows.stream().mapToLong(w -> w.network().parameterCount()).sum();
    int oversampling = config.target().oversampling().orElse(oversampling(planned));
    Interpolant between = context.interpolant();
    if (width.isGiven() || count == 1) {
      return new FitPlan(
          windows, oversampling, between, new TrainingPlan.Gradient(optimiser, 0, STEPS));
    }
    long shared = allParameters.isGiven() ? allParameters.value() : planned;
    int narrow = (int) Math.ceil(NARROW * wide);
    return new FitPlan(
        context.windows(boundaries, narrow, layers),
        oversampling,
        between,
        new TrainingPlan.Gradient(optimiser, shared, STEPS));
  }

  private int windowCount(double parameters) {
    int most = context.mostWindows();
    Choice<Integer> wanted = config.windows().count();
    if (wanted.isGiven()) {
      return wanted.value();
    }
    double byParameters = parameters / context.parameters(width.orElse(USUAL_WIDTH), layers);
    double byLength = clip.seconds() / LONGEST_WINDOW_SECONDS;
    return Math.clamp((long) Math.max(byParameters, byLength), 1, most);
  }

  /** The greatest width with at most the given number of parameters. */
  private int width(double wanted) {
    int wide = LEAST_WIDTH;
    // Rounding the number of windows may have changed the default width slightly.
    double enough = allParameters.isGiven() ? wanted : 1.3 * wanted;
    while (wide < MOST_WIDTH && context.parameters(wide + WIDTH_STEP, layers) <= enough) {
      wide += WIDTH_STEP;
    }
    return config.windows().count().isGiven() ? wide : Math.min(wide, USUAL_WIDTH);
  }

  private int oversampling(long parameters) {
    double samples = (double) clip.frames() * clip.channels();
    boolean broad = 2 * context.spectrum().bandwidthHz() > BROAD * clip.sampleRate();
    return Math.clamp(
        (long) Math.ceil(POINTS_PER_PARAMETER * parameters / samples),
        broad ? 2 : 1,
        FitPlan.MOST_OVERSAMPLING);
  }
}
