package org.sirenaudio.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sirenaudio.Floats;
import org.sirenaudio.Workers;
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
final class GrowingTrainer implements WindowTrainer {

  static final int FIRST_WIDTH = 2;
  private static final int WIDTH_STEP = 2;

  /** With more a step is too dear: its cost grows with their square. */
  static final int MOST_PARAMETERS = 1200;

  /** Steps after which is asked what they have brought. */
  private static final int TERM = 4;

  /** Steps after which draws of new features are compared; they count as part of the growth. */
  private static final int TRIAL = 2;

  private final FitPlan.Window window;
  private final WindowTargets targets;
  private final double gain;
  private final double scale;

  /** Of the window's own frames, 1 being full scale. */
  private final double ownMeanSquare;

  private final long seed;
  private final int mostParameters;
  private final Patience patience;
  private final Points problem;
  private LevenbergMarquardt optimiser = new LevenbergMarquardt();

  private NetworkSpec network;
  private float[] parameters;
  private int steps;
  private long pointsSeen;
  private int reached = -1;
  private int goal = -1;
  private long allowance = Long.MAX_VALUE;
  private int termSteps;
  private double termDb;

  /**
   * @param core frames before the next window begins, which count as this window's own
   * @param gain factor from the targets' scale to that of the whole clip
   * @param scale of the whole clip
   */
  GrowingTrainer(
      FitPlan.Window window,
      FitConfig config,
      WindowTargets targets,
      int core,
      double gain,
      double scale,
      Patience patience,
      long seed) {
    this.window = window;
    this.targets = targets;
    this.gain = gain;
    this.scale = scale;
    ownMeanSquare = targets.meanSquare(core) * gain * gain * scale * scale;
    this.seed = seed;
    problem = Points.evenlySpaced(targets.values(), targets.channels());
    this.patience = patience;
    mostParameters =
        config.hiddenFeatures() > 0
            ? 0
            : (int)
                Math.min(MOST_PARAMETERS, problem.targets().length / patience.pointsPerParameter());
    NetworkSpec first = window.network();
    if (config.hiddenFeatures() == 0) {
      first = first.withHiddenFeatures(FIRST_WIDTH);
    }
    if (config.firstFrequency() instanceof Frequency.Auto && !silent()) {
      first = first.withFirstOmega0(Band.firstOmega0(problem.targets(), problem.channels()));
    }
    network = first;
    parameters = Network.create(network, seed).parameters();
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
    return 0;
  }

  @Override
  public double lastLoss() {
    return recentError();
  }

  @Override
  public double recentError() {
    return Double.isNaN(optimiser.loss())
        ? targets.meanSquare()
        : 2 * optimiser.loss() / problem.targets().length;
  }

  /** Mean squared error, 1 being full scale. */
  double noise() {
    return recentError() * gain * gain * scale * scale;
  }

  int parameterCount() {
    return parameters.length;
  }

  Layers layers() {
    return network.layers();
  }

  /** Parameters that the least growth adds. */
  int growth() {
    return wider(1).parameterCount() - parameters.length;
  }

  private NetworkSpec wider(int by) {
    return network.withHiddenFeatures(network.hiddenFeatures() + by);
  }

  /** Index of the goal that is reached, or as near as it gets; −1 before the first. */
  int reached() {
    return reached;
  }

  /** Index of the latest goal that it was set to. */
  int goal() {
    return goal;
  }

  /**
   * Sets out for a goal.
   *
   * @param most how many parameters the network may have by then
   */
  void set(Goal next, long most) {
    goal = next.index();
    allowance = most;
  }

  boolean meets(Goal wantedGoal) {
    return silent() || noise() <= wantedGoal.noiseOf(ownMeanSquare);
  }

  /** Whether it is audible and has not the floor that the goal wants of every such window. */
  boolean low(Goal wantedGoal) {
    return wantedGoal.floored() && !silent() && noise() > wantedGoal.floorOf(ownMeanSquare);
  }

  /**
   * One step towards the goal.
   *
   * @return whether the goal is reached, or out of reach
   */
  boolean step(Goal towards, NormalEquations equations) {
    if (!meets(towards)) {
      if (steps == 0) {
        termDb = recentSnrDb();
      }
      equations.use(network.layers());
      advance(optimiser, parameters, equations);
      steps++;
      boolean more = (++termSteps < TERM && !optimiser.stuck()) || goOn(equations);
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
    boolean slow = optimiser.stuck() || perStep < patience.slowDb();
    boolean grown = slow && grow(equations);
    termSteps = 0;
    termDb = recentSnrDb();
    return grown || (!optimiser.stuck() && perStep >= patience.stalledDb());
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
    int draws = patience.bands().size();
    for (int draw = 0; draw < draws; draw++) {
      double part = patience.bands().get(draw);
      double band = Band.FIRST_PART * Band.of(missing, targets.channels(), part);
      double range = Band.omega0(band, targets.points()) / narrow.firstOmega0();
      float[] drawn = Widening.of(narrow, before, network, range, seed + steps + draw);
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

  @Override
  public Segment result(Workers workers) {
    double unit = silent() || steps == 0 ? 0 : gain;
    return WindowTrainer.scaled(window, Network.of(network, parameters), unit);
  }

  @Override
  public void save(DataOutput out) throws IOException {
    out.writeInt(network.hiddenFeatures());
    out.writeInt(steps);
    out.writeLong(pointsSeen);
    out.writeInt(reached);
    out.writeInt(goal);
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
    goal = in.readInt();
    allowance = in.readLong();
    termSteps = in.readInt();
    termDb = in.readDouble();
    optimiser.load(in);
    parameters = new float[network.parameterCount()];
    Floats.read(parameters, in);
  }
}
