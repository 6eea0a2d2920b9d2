package org.sirenaudio.fit.plan;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.Choice;
import org.sirenaudio.fit.config.EncodingKind;
import org.sirenaudio.fit.config.NetworkConfig;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.NoiseShape;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.MseLoss;

/** Plans short windows whose networks grow under Levenberg–Marquardt. */
final class LmPlanner {

  /** Sine layers of growing networks. */
  private static final int USUAL_LAYERS = 1;

  /** Sine layers of networks with a given width. */
  private static final int USUAL_FIXED_LAYERS = 2;

  /** Degrees of freedom per window. */
  private static final double FREEDOMS_PER_WINDOW = 96;

  private static final double LONGEST_SECONDS = 0.25;

  /** With limited parameters, the number of windows gives networks of this size. */
  private static final int PARAMETERS_PER_WINDOW = 180;

  /** Or smaller, since no window may be shorter than this fraction of the default length. */
  private static final double SHORTEST = 0.5;

  /** Largest network relative to their mean, where the number of parameters is limited. */
  private static final double LARGEST = 2;

  /** Approximate final number of parameters per degree of freedom. */
  private static final double GROWN_PER_FREEDOM = 3;

  /**
   * Points learned per final parameter: somewhat above the minimum, since some networks grow
   * further.
   */
  private static final double POINTS_PER_GROWN = 1.55;

  /**
   * With a time limit, points learned per second: a network that gets no further than its first
   * sinusoids cannot oscillate between samples.
   */
  private static final double MOST_POINTS_PER_SECOND = 2e6;

  /**
   * Minimum fraction of the sample rate that counts as bandwidth where noise must be inaudible: at
   * that level most recordings fill their band with noise of their own, which must be learned too.
   */
  private static final double MASKED_BAND = 0.2;

  private final PlanningContext context;
  private final int layers;

  /** Degrees of freedom relative to those of the recording's bandwidth. */
  private final double denser;

  LmPlanner(PlanningContext context) {
    this.context = context;
    boolean fixed = context.config().network().hiddenFeatures().isGiven();
    layers =
        context.config().network().numLayers().orElse(fixed ? USUAL_FIXED_LAYERS : USUAL_LAYERS);
    double band = context.spectrum().bandwidthHz();
    double least = MASKED_BAND * context.clip().sampleRate();
    boolean masked = context.config().training().shape() == NoiseShape.MASKED;
    denser = masked && band < least && band > 0 ? least / band : 1;
  }

  /** Whether the configured windows are short enough. */
  boolean suits() {
    Choice<Integer> width = context.config().network().hiddenFeatures();
    double parameters = width.isGiven() ? context.parameters(width.value(), layers) : grown();
    return Losses.byName(context.config().target().loss()) instanceof MseLoss
        && growable(context.config().network())
        && parameters <= TrainingPlan.LevenbergMarquardt.MOST_PER_NETWORK;
  }

  /** Approximate final number of parameters of the largest network. */
  private double grown() {
    double unlimited = GROWN_PER_FREEDOM * denser * context.freedoms(seconds());
    Choice<Integer> parameters = context.config().network().parameters();
    return parameters.isGiven() && seconds() <= LONGEST_SECONDS
        ? Math.min(unlimited, LARGEST * parameters.value() * seconds() / context.clip().seconds())
        : unlimited;
  }

  /** Only sine layers on the plain coordinate can start from a spectrum's sinusoids. */
  static boolean growable(NetworkConfig network) {
    return network.kind().equals(NetworkKind.SIREN) && network.usedEncoding() == EncodingKind.NONE;
  }

  /** Window length. */
  private double seconds() {
    double all = context.clip().seconds();
    Choice<Integer> count = context.config().windows().count();
    double seconds =
        count.isGiven()
            ? all / count.value()
            : Math.min(LONGEST_SECONDS, FREEDOMS_PER_WINDOW / (denser * context.freedoms(1)));
    return Math.min(all, Math.max(seconds, context.config().windows().minSeconds().orElse(0.0)));
  }

  FitPlan plan() {
    int count = windowCount();
    int[] boundaries = context.evenBoundaries(count);
    Choice<Integer> parameters = context.config().network().parameters();
    return new FitPlan(
        context.windows(boundaries, context.config().network().hiddenFeatures().orElse(1), layers),
        context.config().target().oversampling().orElse(oversampling()),
        context.interpolant(),
        new TrainingPlan.LevenbergMarquardt(
            layers, parameters.isGiven() ? parameters.value() : Long.MAX_VALUE));
  }

  private int windowCount() {
    int most = context.mostWindows();
    int count = Math.clamp((long) (context.clip().seconds() / seconds() + 0.5), 1, most);
    Choice<Integer> parameters = context.config().network().parameters();
    if (!parameters.isGiven() || context.config().windows().count().isGiven()) {
      return count;
    }
    int mostShort = (int) Math.min(most, count / SHORTEST);
    return Math.clamp(parameters.value() / PARAMETERS_PER_WINDOW, 1, mostShort);
  }

  private int oversampling() {
    double perFrame =
        denser
            * (GROWN_PER_FREEDOM * 2 * context.spectrum().bandwidthHz())
            / context.clip().sampleRate();
    double most = FitPlan.MOST_OVERSAMPLING;
    if (context.config().budget() instanceof Budget.Seconds budget) {
      double samples = (double) context.clip().frames() * context.clip().channels();
      most = Math.min(most, MOST_POINTS_PER_SECOND * budget.seconds() / samples);
    }
    return Math.clamp(
        Math.round(Math.min(most, POINTS_PER_GROWN * perFrame)), 1, FitPlan.MOST_OVERSAMPLING);
  }
}
