package org.sirenaudio.fit;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.parallel.Workers;

/** Trains one network on its window. */
sealed interface WindowTrainer permits GradientTrainer, GrowingTrainer {

  WindowTargets targets();

  /** Factor from the targets' scale to that of the whole clip. */
  double gain();

  /** Steps taken. */
  int steps();

  /** Points looked at in all steps. */
  long pointsSeen();

  /** How often it went back to an earlier state. */
  int rollbacks();

  /** The latest step's loss. */
  double lastLoss();

  /** Mean squared error, in the targets' scale, as of the latest steps. */
  double recentError();

  /** Signal-to-noise ratio of the latest steps, in dB. */
  default double recentSnrDb() {
    return 10 * Math.log10(targets().meanSquare() / recentError());
  }

  /** Whether there is nothing to learn: the window is silent. */
  default boolean silent() {
    return targets().meanSquare() == 0;
  }

  /** The window with its network, in the clip's scale. */
  Segment result(Workers workers);

  /** Writes all that the steps to come depend on beside what the trainer was made of. */
  void save(DataOutput out) throws IOException;

  /** Goes on from where another trainer of the same window, that has taken no step, was saved. */
  void load(DataInput in) throws IOException;

  /** A window whose network's outputs are multiplied by a factor. */
  static Segment scaled(FitPlan.Window window, Network network, double factor) {
    float[] values = network.parameters().clone();
    Layers layers = network.layers();
    for (int i = layers.weightOffset(layers.size() - 1); i < values.length; i++) {
      values[i] *= (float) factor;
    }
    return new Segment(window.firstFrame(), window.frames(), Network.of(network.spec(), values));
  }
}
