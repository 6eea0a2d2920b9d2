package org.sirenaudio.fit.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sirenaudio.fit.lm.LmTrace;

/**
 * How fast this machine steps, against the one of {@link StepCost}. A JVM that has compiled nothing
 * yet begins some hundred times slower, so the early steps of a trial tell nothing; nor do the slow
 * ones of the others, where the machine did something else meanwhile.
 *
 * @param slowness times the nominal seconds
 * @param warmUp seconds that compiling costs a fit that is long enough for it
 * @param threads that share the work
 */
record Speed(double slowness, double warmUp, int threads) {

  /** What steps take beyond the nominal time when all is compiled. */
  private static final double COMPILED = 1.3;

  /** Fewer steps than these say nothing. */
  private static final int LEAST_STEPS = 200;

  /** Of the later half of the steps, this part was at least as fast as the machine can. */
  private static final double FAST = 0.2;

  /** Whatever is slower than this has not been compiled. */
  private static final double COLD = 6;

  private static final double WARM_UP_SECONDS = 1;

  /** Work of a fit in which about two thirds of the warm-up are over. */
  private static final double WARM_UP_WORK = 0.03;

  static double nominal(LmTrace trace, int steps) {
    return IntStream.range(0, steps).mapToDouble(s -> nominalOfStep(trace, s)).sum();
  }

  private static double nominalOfStep(LmTrace trace, int step) {
    return StepCost.levenbergMarquardt(trace.parametersAfter(step), trace.values());
  }

  /**
   * From a trial.
   *
   * @param traces in the order in which they were made
   */
  static Speed of(List<LmTrace> traces, int threads) {
    double[] ratios =
        traces.stream()
            .flatMapToDouble(
                t ->
                    IntStream.range(0, t.steps())
                        .mapToDouble(s -> t.seconds()[s] / nominalOfStep(t, s)))
            .toArray();
    boolean cold = ratios.length == 0 || ratios[0] > COLD;
    double[] later = Arrays.copyOfRange(ratios, ratios.length / 2, ratios.length);
    Arrays.sort(later);
    double fast = later.length == 0 ? COLD : later[(int) (FAST * later.length)];
    boolean known = ratios.length >= LEAST_STEPS && fast < COLD;
    return new Speed(known ? fast : 1, cold ? WARM_UP_SECONDS : 0, threads);
  }

  /**
   * Seconds of a fit.
   *
   * @param work nominal seconds of one thread
   */
  double seconds(double work) {
    double nominal = work / threads;
    return slowness * (COMPILED * nominal + warmUp * (1 - Math.exp(-nominal / WARM_UP_WORK)));
  }
}
