package org.sirenaudio.fit.lm;

import java.util.List;
import java.util.function.BooleanSupplier;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.train.WindowTask;
import org.sirenaudio.kernel.Points;

/**
 * The number of untrained sinusoids a window needs for given noise targets.
 *
 * @param values training values: points times channels
 * @param sinusoids {@code [targets]}
 */
public record SinusoidCount(int values, List<Double> sinusoids) {

  /** Beyond the last count, extrapolates linearly in decibels. */
  private static final int MOST = 120;

  /**
   * Counts them.
   *
   * @param targets easiest first
   * @param over whether there is no time for another
   */
  public static SinusoidCount of(WindowTask task, List<NoiseTarget> targets, BooleanSupplier over) {
    Points points = Points.evenlySpaced(task.targets().values(), task.targets().channels());
    int values = points.targets().length;
    if (task.silent()) {
      return new SinusoidCount(values, targets.stream().map(t -> 0.0).toList());
    }
    List<Double> wanted = targets.stream().map(target -> noise(task, target)).toList();
    SinusoidPursuit found =
        SinusoidPursuit.of(points, Math.min(MOST, points.count() / 2), wanted.getLast(), over);
    return new SinusoidCount(values, wanted.stream().map(noise -> count(found, noise)).toList());
  }

  /** Total mean squared error if each channel meets its target, in the targets' scale. */
  private static double noise(WindowTask task, NoiseTarget target) {
    return target.meanNoiseOf(task.levels()) / task.ofFullScale(1);
  }

  private static double count(SinusoidPursuit found, double noise) {
    for (int k = 0; k <= found.sinusoids(); k++) {
      if (found.errorOf(k) <= noise) {
        return k;
      }
    }
    double decibels = ErrorSum.snrDb(found.errorOf(0), found.error());
    double wanted = ErrorSum.snrDb(found.errorOf(0), noise);
    return found.sinusoids() * wanted / Math.max(1, decibels);
  }
}
