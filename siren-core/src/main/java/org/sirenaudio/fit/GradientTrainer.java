package org.sirenaudio.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.IntFunction;
import org.sirenaudio.Floats;
import org.sirenaudio.Workers;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Siren;
import org.sirenaudio.optim.Optimiser;

/**
 * Trains a network by gradients of batches. Watches its own loss: the best state is kept, and a
 * loss that is not finite, that jumps or that falls back to silence takes the network back there
 * with a lower rate.
 */
final class GradientTrainer implements WindowTrainer {

  /** A loss above this many times the best one is trouble. */
  private static final double JUMP = 4;

  private static final double BACK_OFF = 0.5;
  private static final int MOST_ROLLBACKS = 20;

  /** In a longer window the first layer's frequencies follow from the clip's spectrum alone. */
  private static final int MOST_POINTS_OF_BAND = 1 << 24;

  private final FitPlan.Window window;
  private final FitConfig config;
  private final WindowTargets targets;
  private final double gain;
  private final float[] parameters;
  private final float[] gradient;
  private final float[] best;
  private final Optimiser optimiser;
  private final Iterator<TrainingStage> stages;
  private final StepRandom random;

  private TrainingStage stage;
  private int stagesDone;
  private int steps;
  private long pointsSeen;
  private double rate = 1;
  private double lossSum;
  private double errorSum;
  private int lossCount;
  private double bestLoss = Double.POSITIVE_INFINITY;
  private double firstLoss = Double.NaN;
  private double recentError = Double.NaN;
  private double lastLoss = Double.NaN;
  private int rollbacks;

  GradientTrainer(
      FitPlan.Window plan,
      FitConfig config,
      WindowTargets targets,
      IntFunction<Surroundings> around,
      double gain,
      long seed,
      GradientPass.Scratch scratch) {
    this.config = config;
    this.targets = targets;
    this.gain = gain;
    boolean own =
        config.firstFrequency() instanceof Frequency.Auto
            && !silent()
            && targets.points() <= MOST_POINTS_OF_BAND;
    this.window =
        own ? plan.withFirstOmega0(Band.firstOmega0(targets.values(), targets.channels())) : plan;
    Siren network = Siren.create(window.network(), seed);
    parameters = network.parameters();
    gradient = new float[parameters.length];
    best = parameters.clone();
    optimiser = LayerRates.optimiser(config.optimiser(), config.rates(), network.spec());
    stages = TrainingStage.of(config, targets, around, window, scratch).iterator();
    stage = stages.next();
    random = new StepRandom(~seed);
  }

  @Override
  public WindowTargets targets() {
    return targets;
  }

  @Override
  public double gain() {
    return gain;
  }

  @Override
  public int steps() {
    return steps;
  }

  @Override
  public long pointsSeen() {
    return pointsSeen;
  }

  @Override
  public int rollbacks() {
    return rollbacks;
  }

  @Override
  public double lastLoss() {
    return lastLoss;
  }

  /**
   * Mean squared error of the latest steps, in the targets' scale; that of silence before the
   * first.
   */
  @Override
  public double recentError() {
    return silent() ? 0 : Double.isNaN(recentError) ? targets.meanSquare() : recentError;
  }

  /**
   * One step.
   *
   * @param spent fraction of the budget spent before it
   * @throws FitException if the loss cannot be kept finite
   */
  void step(double spent, Workers workers) {
    if (spent >= stage.end() && stages.hasNext()) {
      stage = stages.next();
      stagesDone++;
      bestLoss = Double.POSITIVE_INFINITY;
      firstLoss = Double.NaN;
      forgetLosses();
    }
    random.begin(steps);
    lastLoss = stage.run(random, workers, parameters, gradient);
    steps++;
    pointsSeen += stage.batchSize();
    if (!Double.isFinite(lastLoss)) {
      rollBack();
      return;
    }
    lossSum += lastLoss;
    errorSum += stage.meanSquaredError();
    if (++lossCount == stage.checkSteps()) {
      check();
    }
    optimiser.step(parameters, gradient, rate * stage.rateFactor(config.schedule(), spent));
  }

  private void check() {
    double mean = lossSum / lossCount;
    recentError = errorSum / lossCount;
    forgetLosses();
    if (Double.isNaN(firstLoss)) {
      firstLoss = mean;
    }
    boolean jumped = mean > JUMP * bestLoss;
    boolean silenced =
        recentError > 0.9 * targets.meanSquare() && bestLoss < 0.5 * Math.min(firstLoss, mean);
    if (jumped || silenced) {
      rollBack();
    } else if (mean < bestLoss) {
      bestLoss = mean;
      System.arraycopy(parameters, 0, best, 0, best.length);
    }
  }

  private void rollBack() {
    if (++rollbacks > MOST_ROLLBACKS) {
      throw new FitException(
          "the fit keeps collapsing: after %d steps and %d returns to its best state the loss is %s; "
                  .formatted(steps, MOST_ROLLBACKS, lastLoss)
              + "use a lower --lr or a lower first-layer frequency");
    }
    System.arraycopy(best, 0, parameters, 0, best.length);
    rate *= BACK_OFF;
    optimiser.reset();
    forgetLosses();
  }

  private void forgetLosses() {
    lossSum = 0;
    errorSum = 0;
    lossCount = 0;
  }

  /** The mean squared error over every frame of the window. */
  private double error(float[] candidate, Workers workers) {
    stage.pass().network().load(candidate);
    return targets.meanSquaredError(stage.pass(), workers);
  }

  /**
   * The window with the better of the current and the best state, over every frame, in the clip's
   * scale.
   */
  @Override
  public Segment result(Workers workers) {
    double unit = silent() || steps == 0 ? 0 : gain;
    return WindowTrainer.scaled(window, Siren.of(window.network(), chosen(workers)), unit);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(stagesDone);
    out.writeInt(steps);
    out.writeLong(pointsSeen);
    out.writeDouble(rate);
    out.writeDouble(lossSum);
    out.writeDouble(errorSum);
    out.writeInt(lossCount);
    out.writeDouble(bestLoss);
    out.writeDouble(firstLoss);
    out.writeDouble(recentError);
    out.writeDouble(lastLoss);
    out.writeInt(rollbacks);
    Floats.write(parameters, out);
    Floats.write(best, out);
    optimiser.save(out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    for (int done = in.readInt(); stagesDone < done; stagesDone++) {
      stage = stages.next();
    }
    steps = in.readInt();
    pointsSeen = in.readLong();
    rate = in.readDouble();
    lossSum = in.readDouble();
    errorSum = in.readDouble();
    lossCount = in.readInt();
    bestLoss = in.readDouble();
    firstLoss = in.readDouble();
    recentError = in.readDouble();
    lastLoss = in.readDouble();
    rollbacks = in.readInt();
    Floats.read(parameters, in);
    Floats.read(best, in);
    optimiser.load(in);
  }

  private float[] chosen(Workers workers) {
    if (silent()) {
      return parameters;
    }
    double now = error(parameters, workers);
    double then = error(best, workers);
    return now <= then ? parameters : best;
  }
}
