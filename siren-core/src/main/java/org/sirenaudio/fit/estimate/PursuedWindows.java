package org.sirenaudio.fit.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.ToDoubleFunction;
import java.util.stream.IntStream;
import org.sirenaudio.fit.lm.SinusoidCount;
import org.sirenaudio.fit.plan.NoiseGoal;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.train.WindowTasks;
import org.sirenaudio.parallel.Workers;

/**
 * A sample of a recording's windows, with the number of sinusoids each needs for a given SNR of the
 * whole in dB.
 *
 * @param sample of windows
 * @param all total number of windows
 */
record PursuedWindows(List<SinusoidCount> sample, int all) {

  private static final int MOST = 20;

  /** Number of windows analysed regardless of time. */
  private static final int LEAST = 12;

  /** Seconds after which the remaining windows are skipped. */
  private static final double SECONDS = 1;

  /** The golden ratio: its multiples are evenly distributed for any number of windows. */
  private static final double SPREAD = 0.6180339887498949;

  private static final double STEP_DB = 2;

  /**
   * Analyses windows.
   *
   * @param mostDb the highest level
   */
  static PursuedWindows of(Sketch sketch, double mostDb) {
    NoiseGoal goal = NoiseGoal.of(sketch.config(), sketch.analysis().level().loudest());
    List<NoiseTarget> targets =
        IntStream.rangeClosed(1, (int) Math.ceil(mostDb / STEP_DB))
            .mapToObj(i -> NoiseTarget.of(i, i * STEP_DB, goal))
            .toList();
    WindowTasks tasks =
        WindowTasks.of(
            sketch.clip(), sketch.plan(), sketch.scale(), sketch.units(), sketch.config());
    int windows = tasks.count();
    long end = System.nanoTime() + (long) (1e9 * SECONDS);
    SinusoidCount[] sample = new SinusoidCount[Math.min(windows, MOST)];
    try (Workers workers = Workers.of(sketch.threads())) {
      workers.forEach(
          sample.length,
          i -> {
            if (i < LEAST || System.nanoTime() < end) {
              int window = windows <= MOST ? i : (int) (SPREAD * (i + 0.5) % 1 * windows);
              sample[i] =
                  SinusoidCount.of(tasks.of(window), targets, () -> System.nanoTime() > end);
            }
          });
    }
    return new PursuedWindows(Arrays.stream(sample).filter(Objects::nonNull).toList(), windows);
  }

  /** Number of sinusoids of a window at a level. */
  static double sinusoids(SinusoidCount window, double level) {
    List<Double> counts = window.sinusoids();
    double place = Math.min(level / STEP_DB, counts.size());
    int before = (int) Math.min(place, counts.size() - 1.0);
    double from = before == 0 ? 0 : counts.get(before - 1);
    return from + (place - before) * (counts.get(before) - from);
  }

  /** A sum over all windows. */
  double sum(ToDoubleFunction<SinusoidCount> what) {
    return all * sample.stream().mapToDouble(what).average().orElse(0);
  }

  /** The maximum over all windows. */
  double most(ToDoubleFunction<SinusoidCount> what) {
    return sample.stream().mapToDouble(what).max().orElse(0);
  }
}
