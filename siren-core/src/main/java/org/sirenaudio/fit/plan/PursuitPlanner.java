package org.sirenaudio.fit.plan;

import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.Choice;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.MseLoss;

/** Plans windows for least squares on their strongest frequencies. */
final class PursuitPlanner {

  private static final double USUAL_SECONDS = 0.25;

  /** Sines to evaluate per pass over the clip beyond which automatic fits use it no more. */
  private static final double MOST_SINES = 3e10;

  /** As a time limit allows: four passes measure and render the result. */
  private static final double SINES_PER_SECOND = 4e8;

  /** Typical number of frequencies per frame. */
  private static final double FREQUENCIES_PER_FRAME = 0.2;

  private final PlanningContext context;
  private final FitConfig config;

  PursuitPlanner(PlanningContext context) {
    this.context = context;
    config = context.config();
  }

  /**
   * Whether to prefer it to gradient training: if windows are configured, but not networks, and
   * evaluating the result, whose cost grows with the windows' length, does not take too long.
   */
  boolean suits() {
    boolean windowed =
        config.windows().count().isGiven() || config.windows().minSeconds().isGiven();
    return windowed && obstacle().isEmpty() && sines() <= mostSines();
  }

  private double sines() {
    double frames = context.clip().frames();
    int channels = context.clip().channels();
    Choice<Integer> parameters = config.network().parameters();
    double frequencies =
        parameters.isGiven()
            ? (double) parameters.value() / TrainingPlan.Pursuit.perFrequency(channels)
            : FREQUENCIES_PER_FRAME * frames;
    return frequencies * frames / windowCount();
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
    if (!LmPlanner.growable(config.network()) || config.network().numLayers().orElse(1) != 1) {
      return "fits one layer of sines without an encoding; or use muon";
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
    double seconds = Math.max(USUAL_SECONDS, config.windows().minSeconds().orElse(0.0));
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
