package org.sirenaudio.fit.estimate;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.estimate.GrowthCurve.Weighted;
import org.sirenaudio.fit.lm.LmTrace;
import org.sirenaudio.fit.lm.LmTraining;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.train.WindowTasks;
import org.sirenaudio.parallel.Workers;

/**
 * What a trial on some windows of a recording came to. They stand for all in proportion to their
 * {@link Complexity}, where they are few together with one that goes the usual way: where there was
 * no time for a trial, that is all there is to go by.
 *
 * @param targets the noise targets that windows go through
 * @param tried all that there is to go by
 * @param speed of the machine
 */
record LmTrial(List<NoiseTarget> targets, List<Weighted> tried, Speed speed) {

  /** One of so many windows is tried. */
  private static final int ONE_OF = 32;

  private static final int LEAST = 4;
  private static final int MOST = 48;

  /** After so many seconds the trial begins with no other window. */
  private static final double ENOUGH_SECONDS = 0.8;

  /** After so many it ends, however far it is. */
  private static final double MOST_SECONDS = 1.4;

  /** Multiples of it are spread evenly, however many there are: those of the golden section. */
  private static final double SPREAD = 0.6180339887498949;

  /** Of fewer windows, what is usual tells something too. */
  private static final int ENOUGH = 3;

  /** Steps from a target to the next, usually. */
  private static final int USUAL_STEPS = 4;

  /** A window that was tried, and the bits that it has to tell. */
  private record Tried(LmTrace trace, double bits) {}

  static LmTrial of(Sketch sketch, TrainingPlan.LevenbergMarquardt plan) {
    FitConfig config = sketch.config();
    double meanSquare = sketch.analysis().level().meanSquare();
    WindowTasks tasks =
        WindowTasks.of(sketch.clip(), sketch.plan(), sketch.scale(), config.randomSeed());
    LmTraining training = new LmTraining(plan, tasks, config, meanSquare);
    List<NoiseTarget> targets = training.targets();
    Complexity complexity = new Complexity(sketch, goal(targets, sketch.goalDb(), meanSquare));
    double mean = complexity.meanBits();
    double perBit =
        plan.mostParameters() == Long.MAX_VALUE
            ? Double.POSITIVE_INFINITY
            : plan.mostParameters() / (mean * sketch.windows());
    List<Tried> begun = trial(training, complexity, perBit, sketch);
    List<Tried> ended = new ArrayList<>(begun);
    ended.removeIf(t -> t.trace().stepsTo().length < targets.size());
    if (ended.size() < ENOUGH) {
      ended.add(new Tried(usual(sketch, targets, mean, perBit), mean));
    }
    double bits = ended.stream().mapToDouble(Tried::bits).sum();
    double each = sketch.windows() * mean / bits;
    return new LmTrial(
        targets,
        ended.stream().map(t -> new Weighted(t.trace(), each)).toList(),
        Speed.of(begun.stream().map(Tried::trace).toList(), sketch.threads()));
  }

  /** The target that the fit is for. */
  private static NoiseTarget goal(List<NoiseTarget> targets, double db, double meanSquare) {
    return targets.stream()
        .filter(t -> t.noise() <= meanSquare * Math.pow(10, -db / 10) * 1.001)
        .findFirst()
        .orElse(targets.getLast());
  }

  /**
   * Trains windows from all over the recording, as many as there is time for.
   *
   * @param perBit parameters that they may have for each bit
   */
  private static List<Tried> trial(
      LmTraining training, Complexity complexity, double perBit, Sketch sketch) {
    int windows = sketch.windows();
    int threads = sketch.config().threadCount();
    int count = Math.min(Math.ceilDiv(windows, 2), Math.clamp(windows / ONE_OF, LEAST, MOST));
    Tried[] tried = new Tried[count];
    long begun = System.nanoTime();
    long enough = begun + (long) (1e9 * ENOUGH_SECONDS);
    long until = begun + (long) (1e9 * MOST_SECONDS);
    try (Workers workers = Workers.of(threads)) {
      workers.forEach(
          count,
          i -> {
            if (i < threads || System.nanoTime() < enough) {
              int window = (int) (SPREAD * (i + 0.5) % 1 * windows);
              double bits = complexity.bits(window);
              long most = (long) (perBit * bits);
              LmTrace trace = training.trace(window, most, () -> System.nanoTime() >= until);
              tried[i] = new Tried(trace, bits);
            }
          });
    }
    return Arrays.stream(tried).filter(Objects::nonNull).toList();
  }

  /** A window of so many bits that grows as windows usually do. */
  private static LmTrace usual(
      Sketch sketch, List<NoiseTarget> targets, double bits, double perBit) {
    boolean fixed = sketch.config().network().hiddenFeatures().isGiven();
    int first = sketch.plan().windows().getFirst().network().learnedCount();
    double grown = Math.min(perBit, Complexity.PARAMETERS_PER_BIT) * bits;
    int last = fixed ? first : (int) Math.max(first, grown);
    // With fewer parameters than it takes, as many decibels fewer.
    double part = Math.min(1, perBit / Complexity.PARAMETERS_PER_BIT);
    int count = targets.size();
    int[] parameters = new int[USUAL_STEPS * count];
    Arrays.setAll(parameters, s -> first + (last - first) * (s + 1) / parameters.length);
    int[] stepsTo = new int[count];
    Arrays.setAll(stepsTo, t -> USUAL_STEPS * (t + 1));
    double[] noise = new double[count];
    double all = sketch.analysis().level().meanSquare();
    Arrays.setAll(
        noise,
        t -> Math.max(targets.get(t).noise(), all * Math.pow(10, -part * sketch.goalDb() / 10)));
    return new LmTrace(
        (int) (sketch.plan().frames() / sketch.windows() * sketch.plan().oversampling())
            * sketch.clip().channels(),
        first,
        parameters,
        new double[parameters.length],
        stepsTo,
        noise);
  }

  /** How far so many steps bring three windows of four, as a place on the curve. */
  double placeOfSteps(int steps) {
    double[] places =
        tried.stream()
            .mapToDouble(w -> Arrays.stream(w.trace().stepsTo()).filter(s -> s <= steps).count())
            .sorted()
            .toArray();
    return places[places.length / 4];
  }

  /** Steps that nine of ten windows need to a place. */
  int stepsTo(double place) {
    int target = Math.max(0, (int) Math.ceil(place) - 1);
    int[] steps = tried.stream().mapToInt(w -> w.trace().stepsTo()[target]).sorted().toArray();
    return steps[9 * (steps.length - 1) / 10];
  }

  /** Parameters of all networks after so many steps. */
  double parametersAfter(int steps) {
    return tried.stream().mapToDouble(w -> w.windows() * w.trace().parametersAfter(steps)).sum();
  }

  /** Nominal seconds of one thread for so many steps of each. */
  double workOf(int steps) {
    return tried.stream()
        .mapToDouble(
            w -> w.windows() * Speed.nominal(w.trace(), Math.min(steps, w.trace().steps())))
        .sum();
  }
}
