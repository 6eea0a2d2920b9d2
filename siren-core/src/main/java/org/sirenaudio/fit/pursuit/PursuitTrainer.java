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
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

/**
 * Fits a window with a {@link SparseSeries}. It takes a fraction of a second, so nothing is saved:
 * a resumed fit starts the window again, with the same result.
 */
public final class PursuitTrainer implements WindowTrainer {

  /** Choices of frequencies per step; the second corrects the first. */
  private static final int CHOICES = 2;

  /** Steps towards a noise target. */
  private static final int MOST_STEPS = 12;

  /** Relative growth and shrinkage of the number of frequencies until it is bracketed. */
  private static final double WIDER = 1.1;

  private static final double NARROWER = 0.94;

  /** Accuracy of the number of frequencies. */
  private static final double TOLERANCE = 0.01;

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
    series = new SparseSeries(signals);
    levels = task.levels();
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

  private long parameters(int frequencies) {
    int channels = targets.channels();
    return channels + (long) TrainingPlan.Pursuit.perFrequency(channels) * frequencies;
  }

  /** Mean squared error per channel at a target, in the targets' scale. */
  private double[] noise(NoiseTarget towards) {
    double unit = task.ofFullScale(1);
    return levels.stream().mapToDouble(level -> towards.noiseOf(level) / unit).toArray();
  }

  /** Takes the estimated number of frequencies for a target, which keeps a limit of parameters. */
  public void take(NoiseTarget towards) {
    if (!silent()) {
      double[] noise = noise(towards);
      choose(series.needed(noise), noise);
    }
  }

  /** Takes as few frequencies as meet a target. */
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

  private void choose(int frequencies, double[] noise) {
    for (int i = 0; i < CHOICES; i++) {
      series.choose(frequencies, noise);
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

  /**
   * One sine layer; a feature per frequency, or with several channels, whose phases differ, two.
   * omega0 is a multiple of the lowest frequency by a power of two, so that the weights are exact
   * in single precision; phases are within ±π at the window's centre.
   */
  private Network network() {
    int channels = targets.channels();
    int perBin = channels == 1 ? 1 : 2;
    double half = 0.5 * (targets.frames() - 1);
    double lowest = 2 * Math.PI * half / series.period();
    int scale = Math.max(2, 2 * Integer.highestOneBit(Math.max(1, series.most())));
    double omega0 = scale * Math.max(lowest, Math.PI / series.period());
    NetworkSpec spec =
        task.window()
            .network()
            .withHiddenFeatures(Math.max(1, perBin * series.count()))
            .withFirstOmega0(omega0);
    float[] parameters = new float[spec.parameterCount()];
    Layers layers = spec.layers();
    int last = layers.weightOffset(1);
    for (int c = 0; c < channels; c++) {
      parameters[layers.biasOffset(1) + c] = (float) (steps == 0 ? 0 : series.cosine(c, 0));
    }
    int feature = 0;
    for (int k = 1; k <= series.most(); k++) {
      for (int part = 0; part < perBin && series.isChosen(k); part++) {
        double phase =
            perBin == 1 ? Math.atan2(series.cosine(0, k), series.sine(0, k)) : part * Math.PI / 2;
        parameters[layers.weightOffset(0) + feature] = (float) ((double) k / scale);
        parameters[layers.biasOffset(0) + feature] = (float) (turned(lowest * k + phase) / omega0);
        for (int c = 0; c < channels; c++) {
          double cosine = series.cosine(c, k);
          double sine = series.sine(c, k);
          double amplitude = perBin == 1 ? Math.hypot(cosine, sine) : part == 0 ? sine : cosine;
          parameters[last + c * spec.hiddenFeatures() + feature] = (float) amplitude;
        }
        feature++;
      }
    }
    return Network.of(spec, parameters);
  }

  /** An angle without whole turns, within ±π. */
  private static double turned(double angle) {
    return Math.IEEEremainder(angle, 2 * Math.PI);
  }
}
