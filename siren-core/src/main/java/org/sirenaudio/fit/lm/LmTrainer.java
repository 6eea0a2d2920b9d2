package org.sirenaudio.fit.lm;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import org.sirenaudio.dsp.ErrorSum;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.data.Bandwidth;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.plan.WindowLevel;
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
 * Trains a network by Levenberg–Marquardt and grows it: it starts with a few features and gets more
 * when steps yield little ({@link Growth}). The squared error never increases.
 */
final class LmTrainer implements WindowTrainer {

  private static final int FIRST_WIDTH = 2;

  /** Interval of progress checks in steps. */
  private static final int TERM = 4;

  /** Maximum number of untrained sinusoids. */
  private static final int MOST_UNTRAINED = 32;

  /** Maximum number of steps to recover the target after a feature is removed. */
  private static final int REPAIRS = 4;

  /** Relative to the allowed error (1 dB): beyond it, that many steps hardly ever recover it. */
  private static final double MOST_PRUNED_ERROR = 1.26;

  private final WindowTask task;
  private final WindowTargets targets;

  /** Per channel. */
  private final List<WindowLevel> levels;

  /** Mean squared error per channel, in the targets' scale. */
  private final double[] channelErrors;

  private final int mostParameters;
  private final GrowthPolicy policy;
  private final Points problem;
  private LevenbergMarquardt optimiser = new LevenbergMarquardt();

  private final Growth growth;
  private Network network;

  /** Mean squared error before the first step, in the targets' scale. */
  private double firstError;

  /** Whether sinusoids alone cannot improve it further. */
  private boolean pursued;

  private int steps;
  private long pointsSeen;
  private int reached = -1;
  private int target = -1;
  private long allowance = Long.MAX_VALUE;
  private int termSteps;
  private double termDb;

  /**
   * @param pursues whether to start with {@link #pursue}
   */
  LmTrainer(WindowTask task, FitConfig config, GrowthPolicy policy, boolean pursues) {
    this.task = task;
    this.policy = policy;
    targets = task.targets();
    levels = task.levels();
    problem = Points.evenlySpaced(targets.values(), targets.channels());
    boolean fixed = config.network().hiddenFeatures().isGiven();
    mostParameters =
        fixed
            ? 0
            : (int)
                Math.min(
                    TrainingPlan.LevenbergMarquardt.MOST_PER_NETWORK,
                    problem.targets().length / policy.pointsPerParameter());
    growth = growth(config, fixed, pursues);
    Growth.First first = growth.first();
    network = first.network();
    firstError = first.error();
    channelErrors = new double[targets.channels()];
    judge();
  }

  private Growth growth(FitConfig config, boolean fixed, boolean pursues) {
    NetworkSpec spec = task.window().network();
    if (!fixed && spec.numLayers() == 1) {
      return new Sinusoids(spec, problem, pursues ? 0 : FIRST_WIDTH);
    }
    if (!fixed) {
      spec = spec.withHiddenFeatures(FIRST_WIDTH);
    }
    if (config.network().firstFrequency() instanceof Frequency.Auto && !silent()) {
      spec = spec.withFirstOmega0(Bandwidth.firstOmega0(problem.targets(), problem.channels()));
    }
    return new DrawnFeatures(spec, problem, targets.meanSquare(), policy, task.seed());
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
    return Double.isNaN(loss) ? firstError : 2 * loss / problem.targets().length;
  }

  /** Mean squared error, relative to full scale. */
  double noise() {
    return task.ofFullScale(recentError());
  }

  int parameterCount() {
    return network.parameters().length;
  }

  Layers layers() {
    return network.layers();
  }

  private double recentSnrDb() {
    return ErrorSum.snrDb(targets.meanSquare(), recentError());
  }

  /** Parameters added by the smallest growth step. */
  int leastGrowth() {
    NetworkSpec spec = network.spec();
    return spec.withHiddenFeatures(spec.hiddenFeatures() + 1).parameterCount() - parameterCount();
  }

  /** Index of the noise target reached, or approached as far as possible; −1 before the first. */
  int reached() {
    return reached;
  }

  /** Index of the current noise target. */
  int target() {
    return target;
  }

  /**
   * Sets the next noise target.
   *
   * @param most maximum number of parameters until then
   */
  void set(NoiseTarget next, long most) {
    target = next.index();
    allowance = most;
  }

  /**
   * Starts with as many sinusoids as reach a noise target, if the network is of that kind.
   *
   * @param over whether there is no time for another
   * @return whether the time was sufficient
   */
  boolean pursue(NoiseTarget towards, BooleanSupplier over) {
    if (!pursued && growth instanceof Sinusoids sinusoids && steps == 0 && !meets(towards)) {
      // The total meets the target even if it is all in one channel.
      double least = levels.stream().mapToDouble(towards::noiseOf).min().orElseThrow();
      double enough = least / channelErrors.length / task.ofFullScale(1);
      int most = Math.min(MOST_UNTRAINED, sinusoids.most(Math.min(mostParameters, allowance)));
      Growth.First first = sinusoids.untrained(most, enough, over);
      if (first.error() < firstError) {
        network = first.network();
        firstError = first.error();
        judge();
      }
      pursued = first.error() <= enough || first.network().spec().hiddenFeatures() >= most;
      return pursued;
    }
    return true;
  }

  /** Whether every channel meets a target; channels do not compensate each other. */
  boolean meets(NoiseTarget towards) {
    return silent() || every(c -> noise(c) <= towards.noiseOf(levels.get(c)));
  }

  /** Whether it is audible and below the floor that the target sets for such windows. */
  boolean low(NoiseTarget towards) {
    return towards.hasFloor()
        && !silent()
        && !every(c -> noise(c) <= towards.floorOf(levels.get(c)));
  }

  private boolean every(IntPredicate holds) {
    return IntStream.range(0, channelErrors.length).allMatch(holds);
  }

  private double noise(int channel) {
    return task.ofFullScale(channelErrors.length == 1 ? recentError() : channelErrors[channel]);
  }

  /**
   * Records each channel's mean squared error; the optimiser knows only the total.
   *
   * @param errors {@code [points, channels]}
   */
  private void judge(float[] errors) {
    Arrays.fill(channelErrors, 0);
    for (int i = 0; i < errors.length; i++) {
      channelErrors[i % channelErrors.length] += (double) errors[i] * errors[i] / problem.count();
    }
  }

  private void judgeChannels(NormalEquations equations) {
    if (channelErrors.length > 1) {
      judge(equations.residuals(network.parameters(), problem));
    }
  }

  /** State before a step. Before the first, randomly initialised networks count as silent. */
  private void judge() {
    if (channelErrors.length == 1) {
      return;
    }
    if (silent() || (steps == 0 && !(growth instanceof Sinusoids))) {
      judge(problem.targets());
    } else {
      judgeChannels(Kernels.best().normalEquations(network.layers()));
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
      learn(equations);
      boolean more = (++termSteps < TERM && !optimiser.stuck()) || goOn(equations);
      judgeChannels(equations);
      if (more && !meets(towards)) {
        return false;
      }
    }
    reached = towards.index();
    return true;
  }

  private void learn(NormalEquations equations) {
    optimiser.step(equations, network.parameters(), problem);
    pointsSeen += problem.count();
    steps++;
  }

  /**
   * Prunes the features that the target does not need, the least important first, as long as a few
   * steps recover the target.
   *
   * @param over whether time is up
   */
  void prune(NoiseTarget towards, NormalEquations equations, BooleanSupplier over) {
    if (!(growth instanceof Sinusoids) || silent() || !meets(towards)) {
      return;
    }
    while (network.spec().hiddenFeatures() > 1
        && !over.getAsBoolean()
        && removesOne(towards, equations)) {}
  }

  private boolean removesOne(NoiseTarget towards, NormalEquations equations) {
    FeaturePruning pruning = FeaturePruning.of(network, problem.count());
    double error = recentError() + pruning.rise() / problem.targets().length;
    if (error > MOST_PRUNED_ERROR * allowedError(towards)) {
      return false;
    }
    Network whole = network;
    LevenbergMarquardt wholeOptimiser = optimiser;
    network = pruning.pruned();
    optimiser = optimiser.copy();
    optimiser.grown();
    equations.use(network.layers());
    for (int i = 0; i < REPAIRS && !optimiser.stuck(); i++) {
      learn(equations);
      judgeChannels(equations);
      if (meets(towards)) {
        return true;
      }
    }
    network = whole;
    optimiser = wholeOptimiser;
    equations.use(network.layers());
    judgeChannels(equations);
    return false;
  }

  /** Mean squared error over the channels with each at its target, in the targets' scale. */
  private double allowedError(NoiseTarget towards) {
    return towards.meanNoiseOf(levels) / task.ofFullScale(1);
  }

  /** At the end of a check interval: whether to continue, with a wider network or unchanged. */
  private boolean goOn(NormalEquations equations) {
    double perStep = (recentSnrDb() - termDb) / termSteps;
    boolean slow = optimiser.stuck() || perStep < policy.slowDb();
    boolean grown = slow && grow(equations);
    termSteps = 0;
    termDb = recentSnrDb();
    return grown || (!optimiser.stuck() && perStep >= policy.stalledDb());
  }

  /** Widens the network if allowed. */
  private boolean grow(NormalEquations equations) {
    long most = Math.min(mostParameters, allowance);
    Optional<Growth.Wider> grown =
        growth.grow(new Growth.Trained(network, optimiser, steps), most, equations);
    if (grown.isEmpty()) {
      return false;
    }
    network = grown.get().network();
    optimiser = grown.get().optimiser();
    pointsSeen += (long) grown.get().passes() * problem.count();
    return true;
  }

  /** The fitted window in the clip's scale. */
  Segment segment() {
    return task.segment(network, audible());
  }

  @Override
  public Segment sketch() {
    return task.sketch(network, audible());
  }

  private boolean audible() {
    return !silent() && (steps > 0 || growth instanceof Sinusoids);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(network.spec().hiddenFeatures());
    out.writeDouble(network.spec().firstOmega0());
    out.writeDouble(firstError);
    out.writeInt(steps);
    out.writeLong(pointsSeen);
    out.writeInt(reached);
    out.writeInt(target);
    out.writeLong(allowance);
    out.writeInt(termSteps);
    out.writeDouble(termDb);
    optimiser.save(out);
    Floats.write(network.parameters(), out);
  }

  @Override
  public void load(DataInput in) throws IOException {
    NetworkSpec spec =
        network.spec().withHiddenFeatures(in.readInt()).withFirstOmega0(in.readDouble());
    firstError = in.readDouble();
    steps = in.readInt();
    pointsSeen = in.readLong();
    reached = in.readInt();
    target = in.readInt();
    allowance = in.readLong();
    termSteps = in.readInt();
    termDb = in.readDouble();
    optimiser.load(in);
    float[] parameters = new float[spec.parameterCount()];
    Floats.read(parameters, in);
    network = Network.of(spec, parameters);
    judge();
  }
}
