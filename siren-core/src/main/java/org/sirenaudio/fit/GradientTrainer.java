package org.sirenaudio.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Iterator;
import java.util.function.IntFunction;
import org.sirenaudio.io.Floats;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.optim.Optimiser;
import org.sirenaudio.parallel.Workers;

/**
 * Trains a network by gradients of batches, and widens it if it is told to after a first look.
 * Watches its own loss: the best state is kept, and a loss that is not finite, that jumps or that
 * falls back to silence takes the network back there with a lower rate.
 */
final class GradientTrainer implements WindowTrainer {

  /** A loss above this many times the best one is trouble. */
  private static final double JUMP = 4;

  private static final double BACK_OFF = 0.5;
  private static final int MOST_ROLLBACKS = 20;

  /** In a longer window the first layer's frequencies follow from the clip's spectrum alone. */
  private static final int MOST_POINTS_OF_BAND = 1 << 24;

  private final FitConfig config;
  private final WindowTargets targets;
  private final IntFunction<Surroundings> around;
  private final double gain;
  private final long seed;
  private final GradientPass.Scratch scratch;
  private final StepRandom random;

  private FitPlan.Window window;
  private float[] parameters;
  private float[] gradient;
  private float[] best;
  private Optimiser optimiser;
  private Iterator<TrainingStage> stages;
  private TrainingStage stage;
  private int stagesDone;
  private int steps;
  private boolean looked;
  private int stepsOfLook;
  private double spentOnLook;
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
    this.around = around;
    this.gain = gain;
    this.seed = seed;
    this.scratch = scratch;
    random = new StepRandom(~seed);
    boolean own =
        config.firstFrequency() instanceof Frequency.Auto
            && !silent()
            && targets.points() <= MOST_POINTS_OF_BAND;
    NetworkSpec network =
        own
            ? plan.network().withFirstOmega0(Band.firstOmega0(targets.values(), targets.channels()))
            : plan.network();
    begin(plan.withNetwork(network), Network.create(network, seed).parameters());
  }

  /** Sets out from a state of a network. */
  private void begin(FitPlan.Window place, float[] state) {
    window = place;
    parameters = state;
    gradient = new float[state.length];
    best = state.clone();
    optimiser = LayerRates.optimiser(config.optimiser(), config.rates(), network().layers());
    stages = TrainingStage.of(config, targets, around, window, scratch).iterator();
    stage = stages.next();
  }

  NetworkSpec network() {
    return window.network();
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
   * Whether it has gone back to its best state so often that more steps would not make it better.
   */
  boolean settled() {
    return rollbacks > MOST_ROLLBACKS;
  }

  /** Whether the first look at the window is over. */
  boolean hasLooked() {
    return looked;
  }

  /** Steps of the first look at the window, 0 if it was not looked at before it is trained. */
  int stepsOfLook() {
    return stepsOfLook;
  }

  /** Fraction of the budget that was spent on it. */
  double spentOnLook() {
    return spentOnLook;
  }

  /**
   * One step of a first look at the window.
   *
   * @param part how much of the look is over, below 1
   * @throws FitException if no step brings a finite loss
   */
  void look(double part, Workers workers) {
    step(part * stage.end(), workers);
  }

  /**
   * Ends the look, with a network that is as wide or wider, and answers as before.
   *
   * @param spent fraction of the budget spent on it
   */
  void endLook(int width, double spent) {
    looked = true;
    stepsOfLook = steps;
    spentOnLook = spent;
    if (width > network().hiddenFeatures()) {
      NetworkSpec wide = network().withHiddenFeatures(width);
      float[] state = Widening.of(network(), parameters, wide, 1, seed + steps);
      begin(window.withNetwork(wide), state);
    }
    // The rates go up again, and so does the loss.
    bestLoss = Double.POSITIVE_INFINITY;
    firstLoss = Double.NaN;
    forgetLosses();
  }

  /**
   * One step.
   *
   * @param spent fraction of the budget spent before it
   * @throws FitException if no step brings a finite loss
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
    rollbacks++;
    boolean atBeginning = bestLoss == Double.POSITIVE_INFINITY && stagesDone == 0 && !looked;
    if (settled() && atBeginning) {
      throw new FitException(
          "the fit keeps collapsing: after %d steps and %d returns to its beginning the loss is %s; "
                  .formatted(steps, MOST_ROLLBACKS, lastLoss)
              + "use a lower learning rate or a lower first-layer frequency");
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

  /** The mean squared error over every frame of the window, in the targets' scale. */
  double error(Workers workers) {
    return error(parameters, workers);
  }

  private double error(float[] candidate, Workers workers) {
    stage.pass().network().load(candidate);
    return targets.meanSquaredError(stage.pass(), workers);
  }

  /**
   * The window with the better of the current and the best state, over every frame, in the clip's
   * scale; or silence, where that is better still.
   */
  @Override
  public Segment result(Workers workers) {
    if (silent() || steps == 0) {
      return WindowTrainer.scaled(window, Network.of(network(), parameters), 0);
    }
    double now = error(parameters, workers);
    double then = error(best, workers);
    double unit = Math.min(now, then) < targets.meanSquare(targets.frames()) ? gain : 0;
    return WindowTrainer.scaled(
        window, Network.of(network(), now <= then ? parameters : best), unit);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(network().hiddenFeatures());
    out.writeBoolean(looked);
    out.writeInt(stepsOfLook);
    out.writeDouble(spentOnLook);
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
    NetworkSpec saved = network().withHiddenFeatures(in.readInt());
    begin(window.withNetwork(saved), new float[saved.parameterCount()]);
    looked = in.readBoolean();
    stepsOfLook = in.readInt();
    spentOnLook = in.readDouble();
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
