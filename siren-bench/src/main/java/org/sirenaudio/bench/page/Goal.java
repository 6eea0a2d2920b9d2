package org.sirenaudio.bench.page;

import java.util.List;
import java.util.function.DoubleFunction;
import org.sirenaudio.bench.timing.Series;

/**
 * A performance goal.
 *
 * @param what name of the figure
 * @param limit bound on its median
 * @param atLeast whether the limit is a minimum; else a maximum
 * @param unit formats it
 */
public record Goal(String what, double limit, boolean atLeast, DoubleFunction<String> unit) {

  public static final Goal STEP =
      share("training step of 4 × 256 on both cores, share of the machine's peak", 0.80);
  public static final Goal OVER_COMPILED =
      speed("training step of 4 × 256, faster than torch.compile", 1.7);
  public static final Goal OVER_TORCH =
      speed("training step of 4 × 256, faster than eager PyTorch", 2.5);
  public static final Goal OVER_DJL = speed("training step of 4 × 256, faster than DJL", 5);
  public static final Goal NETWORKS_64 = share("16 networks of 4 × 64, share of peak", 0.60);
  public static final Goal NETWORKS_128 = share("16 networks of 4 × 128, share of peak", 0.70);
  public static final Goal SECOND_ORDER =
      share("Levenberg–Marquardt step of 2 × 16, 512 points, share of peak", 0.65);
  public static final Goal KINDS =
      share("training step of the slowest dense kind of 4 × 256 (%s), GFLOP/s of a SIREN's", 0.50);
  public static final Goal KINDS_COMPILED =
      speed("training step of the dense kind that gains least (%s), faster than torch.compile", 1);
  public static final Goal FORWARD = share("forward pass of 4 × 256, share of peak", 0.80);
  public static final Goal THREADS = speed("training step, two threads over one", 1.85);
  public static final Goal INFO =
      new Goal("./siren info, start to exit", 0.4, false, Numbers::seconds);

  static final List<String> HEADER = List.of("figure", "median", "quartiles", "goal", "reached");

  private static Goal share(String what, double limit) {
    return new Goal(what, limit, true, Numbers::percent);
  }

  private static Goal speed(String what, double limit) {
    return new Goal(what, limit, true, Numbers::times);
  }

  /** This goal with the name of whoever has to reach it. */
  public Goal of(String name) {
    return new Goal(what.formatted(name), limit, atLeast, unit);
  }

  /** The row of a measured figure. */
  public List<String> judge(Series figure) {
    double median = figure.median();
    boolean reached = atLeast ? median >= limit : median < limit;
    return row(figure, reached ? "yes" : "**no**");
  }

  /** The row of a measured figure that is not conclusive. */
  List<String> withhold(Series figure, String reason) {
    return row(figure, "not judged: " + reason);
  }

  /** The row of a figure that was not measured. */
  public List<String> skip(String reason) {
    return List.of(what, "–", "–", wanted(), "skipped: " + reason);
  }

  private List<String> row(Series figure, String verdict) {
    String spread = Numbers.spread(figure, unit);
    return List.of(what, unit.apply(figure.median()), spread, wanted(), verdict);
  }

  private String wanted() {
    return (atLeast ? "≥ " : "< ") + unit.apply(limit);
  }
}
