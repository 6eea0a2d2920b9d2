package org.sirenaudio.fit.plan;

import java.util.List;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.data.ClipAnalysis;
import org.sirenaudio.fit.data.Interpolant;
import org.sirenaudio.fit.data.Spectrum;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.MseLoss;

/**
 * A configuration applied to one recording: the windows, their networks, and their training.
 *
 * <p>A signal of bandwidth B and length T has 2BT degrees of freedom, and a network needs a few
 * parameters for each of them, whatever the sample rate. Levenberg–Marquardt works on short windows
 * of a fixed number of degrees of freedom, whose networks grow as needed ({@link LmPlanner}). On
 * longer windows least squares choose among the frequencies ({@link PursuitPlanner}). Otherwise the
 * parameters follow from the clip's bandwidth, and the windows are as long as networks of the
 * default width can represent ({@link GradientPlanner}).
 *
 * @param windows in time order, overlapping
 * @param oversampling points learned per frame
 * @param between interpolation between the samples
 * @param training how the windows are trained
 */
public record FitPlan(
    List<PlannedWindow> windows, int oversampling, Interpolant between, TrainingPlan training) {

  /** Maximum automatic number of points per frame. */
  static final int MOST_OVERSAMPLING = 8;

  public FitPlan {
    windows = List.copyOf(windows);
  }

  /**
   * Plans a fit.
   *
   * @throws IllegalArgumentException if the configuration does not suit the recording
   */
  public static FitPlan of(ClipSource clip, ClipAnalysis analysis, FitConfig config) {
    return of(new PlanningContext(clip, analysis.spectrum(), config, false));
  }

  /**
   * An approximate plan without reading the recording again: the same number of windows, all of
   * equal length.
   *
   * @throws IllegalArgumentException if the configuration does not suit the recording
   */
  public static FitPlan sketch(ClipSource clip, Spectrum spectrum, FitConfig config) {
    return of(new PlanningContext(clip, spectrum, config, true));
  }

  private static FitPlan of(PlanningContext context) {
    FitConfig config = context.config();
    OptimiserKind wanted = config.training().optimiser();
    if (wanted == OptimiserKind.LM) {
      requireSecondOrder(config);
    }
    LmPlanner growing = new LmPlanner(context);
    boolean grows = wanted == OptimiserKind.LM || (wanted == OptimiserKind.AUTO && growing.suits());
    if (grows) {
      return growing.plan();
    }
    PursuitPlanner pursuing = new PursuitPlanner(context);
    if (wanted == OptimiserKind.PURSUIT) {
      requirePursuit(pursuing);
    }
    if (wanted == OptimiserKind.PURSUIT || (wanted == OptimiserKind.AUTO && pursuing.suits())) {
      return pursuing.plan();
    }
    return new GradientPlanner(context)
        .plan(wanted == OptimiserKind.AUTO ? OptimiserKind.MUON : wanted);
  }

  private static void requirePursuit(PursuitPlanner planner) {
    String obstacle = planner.obstacle();
    if (!obstacle.isEmpty()) {
      throw new IllegalArgumentException("the optimiser pursuit " + obstacle);
    }
  }

  private static void requireSecondOrder(FitConfig config) {
    if (!(Losses.byName(config.target().loss()) instanceof MseLoss)) {
      throw new IllegalArgumentException(
          "the optimiser lm minimises the loss mse, not %s; use muon"
              .formatted(config.target().loss()));
    }
    if (!LmPlanner.growable(config.network())) {
      throw new IllegalArgumentException(
          "the optimiser lm trains networks of sines without an encoding; use muon or adam");
    }
  }

  /** Total frames of all windows, those in overlaps counted twice. */
  public double frames() {
    return frames(0, windows.size());
  }

  /** Total frames of some windows. */
  public double frames(int from, int to) {
    return windows.subList(from, to).stream().mapToDouble(PlannedWindow::frames).sum();
  }
}
