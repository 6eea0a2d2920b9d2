package org.sirenaudio.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sirenaudio.Floats;
import org.sirenaudio.Workers;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.OutputLoss;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Siren;
import org.sirenaudio.network.SirenConfig;
import org.sirenaudio.optim.LevenbergMarquardt;

/**
 * Trains a network by Levenberg–Marquardt and lets it grow: it begins with a few features, and
 * where steps bring little it gets more. Added features change nothing at first, since what they
 * give is multiplied by zero; their frequencies are drawn from the band of what is still missing.
 * The squared error never rises.
 */
final class GrowingTrainer implements WindowTrainer {

  static final int FIRST_WIDTH = 2;
  private static final int WIDTH_STEP = 2;

  /** Points to learn per parameter; with fewer, a network swings between what it was shown. */
  static final double POINTS_PER_PARAMETER = 1.25;

  /** With more a step is too dear: its cost grows with their square. */
  static final int MOST_PARAMETERS = 1200;

  /** Steps after which is asked what they have brought. */
  private static final int TERM = 4;

  /** Decibels a step below which a network grows, sooner where parameters cost nothing but time. */
  private static final double SLOW_DB = 0.3;

  private static final double SLOW_DB_OF_FEW = 0.1;

  /** Decibels a step below which a network that cannot grow gives up. */
  private static final double STALLED_DB = 0.02;

  /** Of the energy of what is missing, what counts as its band. */
  private static final double MISSING_ENERGY = 0.95;

  private final FitPlan.Window window;
  private final WindowTargets targets;
  private final double gain;
  private final double scale;

  /** Of the window's own frames, 1 being full scale. */
  private final double ownMeanSquare;

  private final long seed;
  private final int mostParameters;
  private final double slowDb;
  private final Coordinates coordinates;
  private final OutputLoss halfSquares;
  private final float[] wanted;
  private final LevenbergMarquardt optimiser = new LevenbergMarquardt();

  private SirenConfig network;
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
      long seed) {
    this.window = window;
    this.targets = targets;
    this.gain = gain;
    this.scale = scale;
    ownMeanSquare = targets.meanSquare(core) * gain * gain * scale * scale;
    this.seed = seed;
    int channels = targets.channels();
    int points = targets.points();
    wanted = targets.values();
    coordinates =
        (from, count, x) -> {
          for (int i = 0; i < count; i++) {
            x[i] = targets.coordinate(from + i);
          }
        };
    halfSquares =
        (from, count, y, dy) -> {
          double sum = 0;
          int at = from * channels;
          for (int i = 0; i < count * channels; i++) {
            float error = y[i] - wanted[at + i];
            dy[i] = error;
            sum += 0.5 * error * error;
          }
          return sum;
        };
    slowDb = config.parameters() > 0 ? SLOW_DB_OF_FEW : SLOW_DB;
    mostParameters =
        config.hiddenFeatures() > 0
            ? 0
            : (int) Math.min(MOST_PARAMETERS, points * channels / POINTS_PER_PARAMETER);
    SirenConfig first = window.network();
    if (config.hiddenFeatures() == 0) {
      first = first.withHiddenFeatures(FIRST_WIDTH);
    }
    if (config.firstFrequency() instanceof Frequency.Auto && !silent()) {
      first = first.withFirstOmega0(Band.firstOmega0(wanted, channels));
    }
    network = first;
    parameters = Siren.create(network, seed).parameters();
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
        : 2 * optimiser.loss() / wanted.length;
  }

  /** Mean squared error, 1 being full scale. */
  double noise() {
    return recentError() * gain * gain * scale * scale;
  }

  int parameterCount() {
    return parameters.length;
  }

  NetworkSpec spec() {
    return network.spec();
  }

  /** Parameters that the least growth adds. */
  int growth() {
    return wider(1).parameterCount() - parameters.length;
  }

  private SirenConfig wider(int by) {
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
      equations.use(network.spec());
      optimiser.step(equations, parameters, coordinates, halfSquares, targets.points());
      steps++;
      pointsSeen += targets.points();
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
    boolean grown = (optimiser.stuck() || perStep < slowDb) && grow(equations);
    termSteps = 0;
    termDb = recentSnrDb();
    return grown || (!optimiser.stuck() && perStep >= STALLED_DB);
  }

  private boolean grow(NormalEquations equations) {
    long most = Math.min(mostParameters, allowance);
    int by = WIDTH_STEP;
    while (by > 0 && wider(by).parameterCount() > most) {
      by--;
    }
    if (by == 0) {
      return false;
    }
    SirenConfig next = wider(by);
    float[] missing = new float[wanted.length];
    OutputLoss keep =
        (from, n, y, dy) -> {
          double half = halfSquares.apply(from, n, y, dy);
          System.arraycopy(dy, 0, missing, from * targets.channels(), n * targets.channels());
          return half;
        };
    equations.evaluate(parameters, coordinates, keep, targets.points());
    double band = Band.FIRST_PART * Band.of(missing, targets.channels(), MISSING_ENERGY);
    double range = Band.omega0(band, targets.points()) / network.firstOmega0();
    parameters = Widening.of(network, parameters, next, range, seed + steps);
    network = next;
    optimiser.grown();
    return true;
  }

  @Override
  public Segment result(Workers workers) {
    double unit = silent() || steps == 0 ? 0 : gain;
    return WindowTrainer.scaled(window, Siren.of(network, parameters), unit);
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
