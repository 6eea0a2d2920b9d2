package org.sirenaudio.fit.pursuit;

import java.io.DataInput;
import java.io.DataOutput;
import java.util.List;
import java.util.stream.IntStream;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.plan.NoiseTarget;
import org.sirenaudio.fit.plan.TrainingPlan;
import org.sirenaudio.fit.plan.WindowLevel;
import org.sirenaudio.fit.train.WindowOutcome;
import org.sirenaudio.fit.train.WindowTask;
import org.sirenaudio.fit.train.WindowTrainer;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.MultiplicativeFilters;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * Fits a window with a {@link SparseSeries}. It takes a fraction of a second, so nothing is saved:
 * a resumed fit starts the window again, with the same result.
 */
public final class PursuitTrainer implements WindowTrainer {

  /** Choices of sinusoids per step; the second corrects the first. */
  private static final int CHOICES = 2;

  /** Steps towards a noise target. */
  private static final int MOST_STEPS = 12;

  /** Relative growth and shrinkage of the number of sinusoids until it is bracketed. */
  private static final double WIDER = 1.1;

  private static final double NARROWER = 0.94;

  /** Accuracy of the number of sinusoids. */
  private static final double TOLERANCE = 0.01;

  /** Deviations of a Gaussian over which it is evaluated. */
  private static final int DEVIATIONS = 22;

  private final WindowTask task;
  private final WindowTargets targets;
  private final SparseSeries series;

  /** Per channel, over the window's own frames. */
  private final List<WindowLevel> levels;

  private int steps;

  /** A trainer for a window. */
  public PursuitTrainer(WindowTask task) {
    this.task = task;
    targets = task.targets();
    float[] values = targets.values();
    int channels = targets.channels();
    double[][] signals = new double[channels][targets.frames()];
    for (int i = 0; i < targets.frames(); i++) {
      for (int c = 0; c < channels; c++) {
        signals[c][i] = values[targets.pointOfFrame(i) * channels + c];
      }
    }
    series = series(signals, task.window().network().nonlinearity());
    levels = task.levels();
  }

  private static SparseSeries series(double[][] signals, Nonlinearity nonlinearity) {
    return nonlinearity instanceof MultiplicativeFilters
        ? GaborScale.of(signals)
        : new SparseSeries(signals, FourierDictionary.of(signals[0].length));
  }

  @Override
  public boolean silent() {
    return task.silent();
  }

  @Override
  public WindowOutcome outcome() {
    double error =
        steps == 0
            ? targets.meanSquare()
            : IntStream.range(0, targets.channels())
                .mapToDouble(series::error)
                .average()
                .orElseThrow();
    return new WindowOutcome(
        targets.frames(),
        steps,
        (long) steps * targets.frames(),
        0,
        targets.gain(),
        targets.meanSquare(),
        error,
        error);
  }

  /** Estimated number of parameters for a noise target. */
  public long needed(NoiseTarget towards) {
    return silent() ? parameters(0) : parameters(series.needed(noise(towards)));
  }

  private long parameters(int sinusoids) {
    NetworkSpec spec = task.window().network();
    return targets.channels() + (long) TrainingPlan.Pursuit.perSinusoid(spec) * sinusoids;
  }

  /** Mean squared error per channel at a target, in the targets' scale. */
  private double[] noise(NoiseTarget towards) {
    double unit = task.ofFullScale(1);
    return levels.stream().mapToDouble(level -> towards.noiseOf(level) / unit).toArray();
  }

  /** Whether its sinusoids have a place in the window. */
  public boolean hasWavelets() {
    return Double.isFinite(series.dictionary().deviation());
  }

  /** Frames to which a sinusoid extends. */
  public double reachFrames() {
    return Math.min(targets.frames(), DEVIATIONS * series.dictionary().deviation());
  }

  /** Takes the estimated number of sinusoids for a target, which keeps a limit of parameters. */
  public void take(NoiseTarget towards) {
    if (!silent()) {
      double[] noise = noise(towards);
      choose(series.needed(noise), noise);
    }
  }

  /** Takes as few sinusoids as meet a target. */
  void meet(NoiseTarget towards) {
    if (silent()) {
      return;
    }
    double[] noise = noise(towards);
    int tooFew = -1;
    int enough = series.most() + 1;
    Runnable best = () -> {};
    int next = series.needed(noise);
    for (int i = 0; i < MOST_STEPS && enough - tooFew > Math.max(1, TOLERANCE * enough); i++) {
      choose(next, noise);
      if (meets(noise)) {
        enough = next;
        best = series.memento();
      } else {
        tooFew = next;
      }
      next =
          enough > series.most()
              ? Math.min(series.most(), (int) (WIDER * tooFew) + 1)
              : tooFew < 0 ? (int) (NARROWER * enough) : (enough + tooFew) / 2;
      if (next == tooFew) {
        break;
      }
    }
    best.run();
  }

  private boolean meets(double[] noise) {
    return IntStream.range(0, noise.length).allMatch(c -> series.error(c) <= noise[c]);
  }

  private void choose(int sinusoids, double[] noise) {
    for (int i = 0; i < CHOICES; i++) {
      series.choose(sinusoids, noise);
    }
    steps++;
  }

  Segment segment() {
    return task.segment(network(), steps > 0);
  }

  @Override
  public Segment sketch() {
    return task.sketch(network(), steps > 0);
  }

  @Override
  public void save(DataOutput out) {}

  @Override
  public void load(DataInput in) {}

  private Network network() {
    NetworkSpec template = task.window().network();
    return steps == 0 ? SineLayer.silent(template) : SineLayer.of(series, template);
  }
}
