package org.sirenaudio.fit.plan;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.Choice;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.MseLoss;
import org.sirenaudio.model.WeightType;

/**
 * Plans windows for least squares on their strongest sinusoids: sines that last for the whole
 * window, or Gabor wavelets, which have a place in it too, so that one window holds a recording.
 */
final class PursuitPlanner {

  private static final double USUAL_SECONDS = 0.25;

  /** For wavelets: enough for one network, short enough for several threads to share a long one. */
  private static final double USUAL_WAVELET_SECONDS = 10;

  /** Sines to evaluate per pass over the clip beyond which automatic fits use it no more. */
  private static final double MOST_SINES = 3e10;

  /** As a time limit allows: four passes measure and render the result. */
  private static final double SINES_PER_SECOND = 4e8;

  /** Typical number of sinusoids per frame. */
  private static final double SINUSOIDS_PER_FRAME = 0.2;

  /** Typical frames that a wavelet reaches. */
  private static final double WAVELET_FRAMES = 7000;

  private final PlanningContext context;
  private final FitConfig config;

  PursuitPlanner(PlanningContext context) {
    this.context = context;
    config = context.config();
  }

  /**
   * Whether to prefer it to gradient training: for wavelets; for sines if windows are configured,
   * but not networks; if evaluating the result does not take too long.
   */
  boolean suits() {
    boolean windowed =
        config.windows().count().isGiven() || config.windows().minSeconds().isGiven();
    return (windowed || wavelets()) && obstacle().isEmpty() && sines() <= mostSines();
  }

  private boolean wavelets() {
    return config.network().kind().equals(NetworkKind.MFN_GABOR);
  }

  private double sines() {
    double frames = context.clip().frames();
    Choice<Integer> parameters = config.network().parameters();
    double sinusoids =
        parameters.isGiven()
            ? (double) parameters.value()
                / TrainingPlan.Pursuit.perSinusoid(context.network(1, 1, context.clip().seconds()))
            : SINUSOIDS_PER_FRAME * frames;
    double reach = frames / windowCount();
    return sinusoids * (wavelets() ? Math.min(WAVELET_FRAMES, reach) : reach);
  }

  private double mostSines() {
    return config.budget() instanceof Budget.Seconds(double seconds)
        ? Math.min(MOST_SINES, SINES_PER_SECOND * seconds)
        : MOST_SINES;
  }

  /** Why the configuration rules it out; empty if it does not. */
  String obstacle() {
    if (!(Losses.byName(config.target().loss()) instanceof MseLoss)) {
      return "minimises the loss mse, not " + config.target().loss() + "; or use muon";
    }
    boolean suitable = LmPlanner.growable(config.network()) || wavelets();
    if (!suitable || config.network().numLayers().orElse(1) != 1) {
      return "fits one layer of sines (siren) or Gabor wavelets (mfn-gabor) without an encoding;"
          + " or use muon";
    }
    if (wavelets() && config.network().weights() != WeightType.F32) {
      return "stores Gabor wavelets in 32 bits, since 16 cannot place them; or use siren";
    }
    if (config.network().hiddenFeatures().isGiven()) {
      return "chooses the width itself; limit it by the number of parameters; or use muon";
    }
    return config.budget() instanceof Budget.Steps
        ? "solves for the amplitudes instead of taking steps; set an SNR, a time or the number of"
            + " parameters"
        : "";
  }

  private int windowCount() {
    int most = context.mostWindows();
    Choice<Integer> count = config.windows().count();
    double usual = wavelets() ? USUAL_WAVELET_SECONDS : USUAL_SECONDS;
    double seconds = Math.max(usual, config.windows().minSeconds().orElse(0.0));
    return count.isGiven()
        ? count.value()
        : Math.clamp((long) (context.clip().seconds() / seconds), 1, most);
  }

  FitPlan plan() {
    long parameters =
        config.network().parameters().isGiven()
            ? config.network().parameters().value()
            : config.budget() instanceof Budget.Seconds
                // Until the time is up, but never more numbers than the recording has.
                ? (long) context.clip().frames() * context.clip().channels()
                : Long.MAX_VALUE;
    return new FitPlan(
        context.windows(context.evenBoundaries(windowCount()), 1, 1),
        1,
        context.interpolant(),
        new TrainingPlan.Pursuit(parameters));
  }
}
