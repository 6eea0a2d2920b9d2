package org.sirenaudio.fit.lm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.data.Bandwidth;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.train.Widening;
import org.sirenaudio.fit.train.WindowOutcome;
import org.sirenaudio.fit.train.WindowTask;
import org.sirenaudio.fit.train.WindowTrainer;
import org.sirenaudio.io.Floats;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.optim.LevenbergMarquardt;

/**
 * Trains a network by Levenberg–Marquardt and lets it grow: it begins with a few features, and
 * where steps bring little it gets more. Added features change nothing at first, since what they
 * give is multiplied by zero; their frequencies are drawn from the band of what is still missing,
 * and of several draws the one stays that soon brings most. The squared error never rises.
 */
final class LmTrainer implements WindowTrainer {

  private static final int FIRST_WIDTH = 2;
  private static final int WIDTH_STEP = 2;

  /** Steps after which is asked what they have brought. */
  private static final int TERM = 4;

  /** Steps after which draws of new features are compared; they count as part of the growth. */
  private static final int TRIAL = 2;

  private final WindowTask task;
  private final WindowTargets targets;

  /** Of the window's own frames, for each channel, 1 being full scale. */
  private final double[] ownMeanSquares;

  /** Mean squared error of each channel, in the targets' scale. */
  private final double[] channelErrors;

  private final int mostParameters;
  private final GrowthPolicy policy;
  private final Points problem;
  private LevenbergMarquardt optimiser = new LevenbergMarquardt();

  private NetworkSpec network;
  private float[] parameters;
  private int steps;
  private long pointsSeen;
  private int reached = -1;
  private int target = -1;
  private long allowance = Long.MAX_VALUE;
  private int termSteps;
  private double termDb;

  LmTrainer(WindowTask task, FitConfig config, GrowthPolicy policy) {
    this.task = task;
    this.policy = policy;
    targets = task.targets();
    ownMeanSquares = new double[targets.channels()];
    Arrays.setAll(ownMeanSquares, c -> task.ofFullScale(targets.meanSquare(c, task.coreFrames())));
    problem = Points.evenlySpaced(targets.values(), targets.channels());
    boolean fixed = config.network().hiddenFeatures().isGiven();
    mostParameters =
        fixed
            ? 0
            : (int)
                Math.min(
                    TrainingPlan.LevenbergMarquardt.MOST_PER_NETWORK,
                    problem.targets().length / policy.pointsPerParameter());
    NetworkSpec first = task.window().network();
    if (!fixed) {
      first = first.withHiddenFeatures(FIRST_WIDTH);
    }
    if (config.network().firstFrequency() instanceof Frequency.Auto && !silent()) {
      first = first.withFirstOmega0(Bandwidth.firstOmega0(problem.targets(), problem.channels()));
    }
    network = first;
    parameters = Network.create(network, task.seed()).parameters();
    channelErrors = new double[targets.channels()];
    judge(problem.targets());
  }

  @Override
  public boolean silent() {
    return task.silent();
  }

  @Override
  public WindowOutcome outcome() {
    double error = recentError();
    return new WindowOutcome(
        targets.frames(), steps, pointsSeen, 0, targets.gain(), targets.meanSquare(), error, error);
  }

  int steps() {
    return steps;
  }

  /** Mean squared error of the latest step, in the targets' scale. */
  private double recentError() {
    double loss = optimiser.loss();
    return Double.isNaN(loss) ? targets.meanSquare() : 2 * loss / problem.targets().length;
  }

  /** Mean squared error, 1 being full scale. */
  double noise() {
    return task.ofFullScale(recentError());
  }

  int parameterCount() {
    return parameters.length;
  }

  Layers layers() {
    return network.layers();
  }

  private double recentSnrDb() {
    return ErrorSum.snrDb(targets.meanSquare(), recentError());
  }

  /** Parameters that the least growth adds. */
  int leastGrowth() {
    return wider(1).parameterCount() - parameters.length;
  }

  private NetworkSpec wider(int by) {
    return network.withHiddenFeatures(network.hiddenFeatures() + by);
  }

  /** Index of the noise target that is reached, or as near as it gets; −1 before the first. */
  int reached() {
    return reached;
  }

  /** Index of the latest noise target that it was set to. */
  int target() {
    return target;
  }

  /**
   * Sets out for a noise target.
   *
   * @param most how many parameters the network may have by then
   */
  void set(NoiseTarget next, long most) {
    target = next.index();
    allowance = most;
  }

  /** Whether every channel has come down to a target; they do not make up for each other. */
  boolean meets(NoiseTarget towards) {
    return silent() || every(c -> noise(c) <= towards.noiseOf(ownMeanSquares[c]));
  }

  /** Whether it is audible and has not the floor that the target wants of every such window. */
  boolean low(NoiseTarget towards) {
    return towards.hasFloor()
        && !silent()
        && !every(c -> noise(c) <= towards.floorOf(ownMeanSquares[c]));
  }

  private boolean every(IntPredicate holds) {
    return IntStream.range(0, channelErrors.length).allMatch(holds);
  }

  private double noise(int channel) {
    return task.ofFullScale(channelErrors.length == 1 ? recentError() : channelErrors[channel]);
  }

  /**
   * Takes down each channel's mean squared error; the optimiser knows that of all together.
   *
   * @param errors {@code [points, channels]}
   */
  private void judge(float[] errors) {
    Arrays.fill(channelErrors, 0);
    for (int i = 0; i < errors.length; i++) {
      channelErrors[i % channelErrors.length] += (double) errors[i] * errors[i] / problem.count();
    }
  }

  private void judge(NormalEquations equations) {
    if (channelErrors.length > 1) {
      judge(equations.residuals(parameters, problem));
    }
  }

  /**
   * One step towards a noise target.
   *
   * @return whether it is reached, or out of reach
   */
  boolean step(NoiseTarget towards, NormalEquations equations) {
    if (!meets(towards)) {
      if (steps == 0) {
        termDb = recentSnrDb();
      }
      equations.use(network.layers());
      advance(optimiser, parameters, equations);
      steps++;
      boolean more = (++termSteps < TERM && !optimiser.stuck()) || goOn(equations);
      judge(equations);
      if (more && !meets(towards)) {
        return false;
      }
    }
    reached = towards.index();
    return true;
  }

  /** At the end of a term: whether to go on, with a wider network or as it is. */
  private boolean goOn(NormalEquations equations) {
    double perStep = (recentSnrDb() - termDb) / termSteps;
    boolean slow = optimiser.stuck() || perStep < policy.slowDb();
    boolean grown = slow && grow(equations);
    termSteps = 0;
    termDb = recentSnrDb();
    return grown || (!optimiser.stuck() && perStep >= policy.stalledDb());
  }

  /** Gets wider, if it may, by that draw of new features which soon comes to the least error. */
  private boolean grow(NormalEquations equations) {
    long most = Math.min(mostParameters, allowance);
    int by = WIDTH_STEP;
    while (by > 0 && wider(by).parameterCount() > most) {
      by--;
    }
    if (by == 0) {
      return false;
    }
    float[] missing = equations.residuals(parameters, problem);
    NetworkSpec narrow = network;
    float[] before = parameters;
    LevenbergMarquardt until = optimiser;
    network = wider(by);
    equations.use(network.layers());
    double least = Double.NaN;
    int draws = policy.bands().size();
    for (int draw = 0; draw < draws; draw++) {
      double part = policy.bands().get(draw);
      double band = Bandwidth.FIRST_PART * Bandwidth.of(missing, targets.channels(), part);
      double range = Bandwidth.omega0(band, targets.points()) / narrow.firstOmega0();
      float[] drawn = Widening.of(narrow, before, network, range, task.seed() + steps + draw);
      LevenbergMarquardt own = until.copy();
      own.grown();
      for (int i = 0; i < TRIAL && draws > 1; i++) {
        advance(own, drawn, equations);
      }
      if (draw == 0 || own.loss() < least) {
        least = own.loss();
        parameters = drawn;
        optimiser = own;
      }
    }
    return true;
  }

  private void advance(LevenbergMarquardt by, float[] values, NormalEquations equations) {
    by.step(equations, values, problem);
    pointsSeen += problem.count();
  }

  /** The fitted window in the clip's scale. */
  Segment segment() {
    return task.segment(Network.of(network, parameters), !silent() && steps > 0);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(network.hiddenFeatures());
    out.writeInt(steps);
    out.writeLong(pointsSeen);
    out.writeInt(reached);
    out.writeInt(target);
    out.writeLong(allowance);
    out.writeInt(termSteps);
    out.writeDouble(termDb);
    optimiser.save(out);
    Floats.write(parameters, out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    network = network.withHiddenFeatures(in.readInt());
    steps = in.readInt();
    pointsSeen = in.readLong();
    reached = in.readInt();
    target = in.readInt();
    allowance = in.readLong();
    termSteps = in.readInt();
    termDb = in.readDouble();
    optimiser.load(in);
    parameters = new float[network.parameterCount()];
    Floats.read(parameters, in);
    if (steps > 0) {
      judge(Kernels.best().normalEquations(network.layers()));
    }
  }
}
