package org.sirenaudio.fit.gradient;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.error.Figure;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.data.Bandwidth;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.train.Widening;
import org.sirenaudio.fit.train.WindowOutcome;
import org.sirenaudio.fit.train.WindowTask;
import org.sirenaudio.fit.train.WindowTrainer;
import org.sirenaudio.io.Floats;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.optim.Optimiser;
import org.sirenaudio.parallel.Workers;

/**
 * Trains a network by minibatch gradient descent, optionally widening it after a probe. Monitors
 * its own loss: the best state is kept, and a loss that is not finite, jumps or falls back to
 * silence rolls the network back to it at a lower rate.
 */
final class GradientTrainer implements WindowTrainer {

  /** A loss this many times the best one triggers a rollback. */
  private static final double JUMP = 4;

  private static final double BACK_OFF = 0.5;
  private static final int MOST_ROLLBACKS = 20;

  /** In longer windows the first layer's frequencies follow from the clip's spectrum alone. */
  private static final int MOST_POINTS_OF_BAND = 1 << 24;

  private final FitConfig config;
  private final WindowTask task;
  private final WindowTargets targets;
  private final GradientPass.Scratch scratch;
  private final StepRandom random;

  private NetworkSpec network;
  private float[] parameters;
  private float[] gradient;
  private float[] best;
  private Optimiser optimiser;
  private Iterator<TrainingStage> stages;
  private TrainingStage stage;
  private int stagesDone;
  private int steps;
  private boolean probed;
  private int stepsOfProbe;
  private double spentOnProbe;
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

  GradientTrainer(WindowTask task, FitConfig config, GradientPass.Scratch scratch) {
    this.config = config;
    this.task = task;
    this.scratch = scratch;
    targets = task.targets();
    random = new StepRandom(~task.seed());
    NetworkSpec planned = task.window().network();
    boolean ownBand =
        config.network().firstFrequency() instanceof Frequency.Auto
            && !silent()
            && targets.points() <= MOST_POINTS_OF_BAND;
    NetworkSpec first =
        ownBand
            ? planned.withFrequency(Bandwidth.firstOmega0(targets.values(), targets.channels()))
            : planned;
    begin(first, Network.create(first, task.seed()).parameters());
  }

  /** Starts from a state of a network. */
  private void begin(NetworkSpec shape, float[] state) {
    network = shape;
    parameters = state;
    gradient = new float[state.length];
    best = state.clone();
    optimiser =
        LayerRates.optimiser(
            config.training().optimiser(),
            config.training().rates(),
            shape.layers(),
            shape.fixedLayers());
    stages = TrainingStage.of(config, task, shape, scratch).iterator();
    stage = stages.next();
  }

  NetworkSpec network() {
    return network;
  }

  WindowTargets targets() {
    return targets;
  }

  @Override
  public boolean silent() {
    return task.silent();
  }

  /** Mean square of the targets, relative to full scale. */
  double power() {
    double unit = targets.gain() * task.scale();
    return targets.meanSquare() * unit * unit;
  }

  int steps() {
    return steps;
  }

  @Override
  public WindowOutcome outcome() {
    return new WindowOutcome(
        targets.frames(),
        steps,
        pointsSeen,
        rollbacks,
        targets.gain(),
        targets.meanSquare(),
        recentError(),
        lastLoss);
  }

  /**
   * Mean squared error of the latest steps, in the targets' scale; that of silence before the first
   * step.
   */
  private double recentError() {
    return silent() ? 0 : Double.isNaN(recentError) ? targets.meanSquare() : recentError;
  }

  /** Signal-to-noise ratio of the latest steps, in dB. */
  double recentSnrDb() {
    return ErrorSum.snrDb(targets.meanSquare(), recentError());
  }

  /** Whether rollbacks are so frequent that further steps are futile. */
  boolean settled() {
    return rollbacks > MOST_ROLLBACKS;
  }

  /** Whether the window's probe is over. */
  boolean probed() {
    return probed;
  }

  /** Steps of the window's probe; 0 without a probe. */
  int stepsOfProbe() {
    return stepsOfProbe;
  }

  /** Fraction of the budget that was spent on it. */
  double spentOnProbe() {
    return spentOnProbe;
  }

  /**
   * One step of the window's probe.
   *
   * @param part progress of the probe, below 1
   * @throws FitException if no step yields a finite loss
   */
  void probe(double part, Workers workers) {
    step(part * stage.end(), workers);
  }

  /**
   * Ends the probe, replacing the network by one at least as wide with the same output.
   *
   * @param spent fraction of the budget spent on the probe
   */
  void endProbe(int width, double spent) {
    probed = true;
    stepsOfProbe = steps;
    spentOnProbe = spent;
    if (width > network.hiddenFeatures()) {
      NetworkSpec wide = network.withHiddenFeatures(width);
      begin(wide, Widening.of(network, parameters, wide, 1, task.seed() + steps));
    }
    // The rates rise again, and the loss with them.
    forgetBest();
  }

  /**
   * One step.
   *
   * @param spent fraction of the budget spent before it
   * @throws FitException if no step yields a finite loss
   */
  void step(double spent, Workers workers) {
    if (spent >= stage.end() && stages.hasNext()) {
      stage = stages.next();
      stagesDone++;
      forgetBest();
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
    optimiser.step(
        parameters, gradient, rate * stage.rateFactor(config.training().schedule(), spent));
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
    rollbacks++;
    boolean atBeginning = bestLoss == Double.POSITIVE_INFINITY && stagesDone == 0 && !probed;
    if (settled() && atBeginning) {
      throw new FitException(
          "the fit did not converge: after %s and %s to its initial state the loss is %s; "
                  .formatted(
                      Figure.count(steps, "step"),
                      Figure.count(MOST_ROLLBACKS, "rollback"),
                      Figure.of(lastLoss))
              + (config.network().kind().equals(NetworkKind.RELU)
                  ? "use a lower learning rate"
                  : "use a lower learning rate or a lower first-layer frequency"));
    }
    System.arraycopy(best, 0, parameters, 0, best.length);
    rate *= BACK_OFF;
    optimiser.reset();
    forgetLosses();
  }

  /** Resets the loss statistics for another batch size or network. */
  private void forgetBest() {
    bestLoss = Double.POSITIVE_INFINITY;
    firstLoss = Double.NaN;
    forgetLosses();
  }

  private void forgetLosses() {
    lossSum = 0;
    errorSum = 0;
    lossCount = 0;
  }

  /** The mean squared error over every frame of the window, in the targets' scale. */
  double error(Workers workers) {
    return error(parameters, workers);
  }

  private double error(float[] candidate, Workers workers) {
    stage.pass().network().load(candidate);
    return FrameError.meanSquare(stage.pass(), targets, workers);
  }

  /**
   * The window with the better of the current and the best state, over every frame, in the clip's
   * scale; or silence if that is better.
   */
  Segment segment(Workers workers) {
    if (silent() || steps == 0) {
      return task.segment(Network.of(network, parameters), false);
    }
    double now = error(parameters, workers);
    double then = error(best, workers);
    boolean audible = Math.min(now, then) < targets.meanSquare(targets.frames());
    return task.segment(Network.of(network, now <= then ? parameters : best), audible);
  }

  @Override
  public Segment sketch() {
    return task.sketch(Network.of(network, parameters), !silent() && steps > 0);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(network.hiddenFeatures());
    out.writeBoolean(probed);
    out.writeInt(stepsOfProbe);
    out.writeDouble(spentOnProbe);
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
    NetworkSpec saved = network.withHiddenFeatures(in.readInt());
    begin(saved, new float[saved.parameterCount()]);
    probed = in.readBoolean();
    stepsOfProbe = in.readInt();
    spentOnProbe = in.readDouble();
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
}
