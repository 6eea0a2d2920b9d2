package org.sirenaudio.fit.estimate;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.sirenaudio.fit.plan.NoiseGoal;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.pursuit.Allocation;
import org.sirenaudio.fit.pursuit.PursuitTrainer;
import org.sirenaudio.fit.train.WindowTasks;

/** Predicts least squares on the strongest sinusoids from the spectra of some windows. */
final class PursuitForecast {

  /** Number of windows analysed. */
  private static final int MOST = 8;

  /** Seconds per sample and thread for choosing the sinusoids. */
  private static final double SECONDS_PER_SAMPLE = 4e-6;

  private static final double SECONDS_PER_WAVELET_SAMPLE = 1e-5;

  /** Seconds per sine and frame and thread. */
  private static final double SECONDS_PER_SINE = 1e-9;

  private static final double SECONDS_PER_WAVELET = 4e-9;

  /** Passes over the clip that measure and render the result. */
  private static final int PASSES = 4;

  private final Sketch sketch;
  private final long mostParameters;
  private final PursuitTrainer[] sample;
  private final NoiseGoal aim;

  private PursuitForecast(Sketch sketch, TrainingPlan.Pursuit plan) {
    this.sketch = sketch;
    mostParameters = plan.mostParameters();
    aim = NoiseGoal.of(sketch.config(), sketch.analysis().level().loudest()).unlimited();
    WindowTasks tasks =
        WindowTasks.of(
            sketch.clip(), sketch.plan(), sketch.scale(), sketch.units(), sketch.config());
    int count = Math.min(MOST, tasks.count());
    sample =
        IntStream.range(0, count)
            .mapToObj(i -> tasks.of((int) ((2L * i + 1) * tasks.count() / (2L * count))))
            .map(PursuitTrainer::new)
            .toArray(PursuitTrainer[]::new);
    // The spectrum alone is blurred by the windows' ends.
    NoiseTarget goal = NoiseTarget.of(0, sketch.goalDb(), aim);
    Arrays.stream(sample).forEach(window -> window.take(goal));
  }

  static FitEstimate of(Sketch sketch, TrainingPlan.Pursuit plan) {
    return new PursuitForecast(sketch, plan).estimate();
  }

  private FitEstimate estimate() {
    double goal = sketch.goalDb();
    double last = NoiseGoal.lastDb(sketch.config());
    double highest = parameters(last) <= mostParameters ? last : affordable(last);
    long parameters = Math.min(mostParameters, parameters(highest));
    double reached = Math.min(goal, highest);
    List<Integer> widths = List.of(sketch.width((int) Math.max(1, parameters / sketch.windows())));
    return new FitEstimate(
        sketch.windows(),
        parameters,
        seconds(parameters),
        sketch.bytes(widths, parameters),
        goal,
        reached,
        reached < goal - FitEstimate.TOLERANCE_DB ? Optional.of(need(goal)) : Optional.empty());
  }

  private double affordable(double last) {
    NoiseTarget target = new Allocation(last, aim, mostParameters).affordable(this::parameters);
    return 10 * Math.log10(aim.meanSquare() / target.noise());
  }

  private long parameters(double db) {
    return parameters(NoiseTarget.of(0, db, aim));
  }

  private long parameters(NoiseTarget target) {
    double mean = Arrays.stream(sample).mapToLong(w -> w.needed(target)).average().orElseThrow();
    return Math.round(mean * sketch.windows());
  }

  private double seconds(long parameters) {
    double samples = (double) sketch.clip().frames() * sketch.clip().channels();
    int perSinusoid =
        TrainingPlan.Pursuit.perSinusoid(sketch.plan().windows().getFirst().network());
    int threads = Math.min(sketch.threads(), sketch.windows());
    double reach =
        Arrays.stream(sample).mapToDouble(PursuitTrainer::reachFrames).average().orElseThrow();
    boolean wavelets = sample[0].hasWavelets();
    double evaluated = (double) parameters / perSinusoid * reach;
    return sketch.secondsAround()
        + (wavelets ? SECONDS_PER_WAVELET_SAMPLE : SECONDS_PER_SAMPLE) * samples / threads
        + PASSES
            * (wavelets ? SECONDS_PER_WAVELET : SECONDS_PER_SINE)
            * evaluated
            / sketch.threads();
  }

  private FitEstimate.Need need(double goal) {
    long parameters = parameters(goal);
    return sketch.config().network().maxBytes().isGiven()
        ? new FitEstimate.Need(
            FitEstimate.Resource.BYTES,
            sketch.bytes(List.of(sketch.width((int) (parameters / sketch.windows()))), parameters))
        : new FitEstimate.Need(FitEstimate.Resource.PARAMETERS, parameters);
  }
}
