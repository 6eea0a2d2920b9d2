package org.sirenaudio.fit.train;

import java.util.function.IntFunction;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.Network;

/**
 * What a trainer has to do for one window.
 *
 * @param window its place and the network to begin with
 * @param targets what the network learns
 * @param coreFrames frames before the next window begins, which count as this window's own
 * @param scale amplitude of the whole clip's full scale
 * @param seed of everything random in this window
 * @param context reads the clip around the window, given how far to reach
 * @param rounding to the numbers that the model's file stores
 */
public record WindowTask(
    PlannedWindow window,
    WindowTargets targets,
    int coreFrames,
    double scale,
    long seed,
    IntFunction<WindowContext> context,
    WeightRounding rounding) {

  /** Whether there is nothing to learn. */
  public boolean silent() {
    return targets.silent();
  }

  /** A mean square of the targets' scale as one of full scale. */
  public double ofFullScale(double meanSquare) {
    double gain = targets.gain();
    return meanSquare * gain * gain * scale * scale;
  }

  /**
   * The window with a fitted network as a file stores it, in the clip's scale; silent where {@code
   * audible} is not.
   */
  public Segment segment(Network network, boolean audible) {
    return rounding.weights() == WeightType.F32
        ? sketch(network, audible)
        : scaled(rounding.hiddenRounded(network, targets), audible, true);
  }

  /** The same of a network in training, as it is. */
  public Segment sketch(Network network, boolean audible) {
    return scaled(network, audible, false);
  }

  private Segment scaled(Network network, boolean audible, boolean rounded) {
    float[] values = network.parameters().clone();
    Layers layers = network.layers();
    int last = layers.size() - 1;
    int features = layers.get(last).inFeatures();
    for (int c = 0; c < targets.channels(); c++) {
      float factor = (float) (audible ? targets.gain(c) : 0);
      int row = layers.weightOffset(last) + c * features;
      for (int i = row; i < row + features; i++) {
        values[i] *= factor;
      }
      values[layers.biasOffset(last) + c] *= factor;
    }
    if (rounded) {
      rounding.roundFinal(layers, values);
    }
    return new Segment(window.firstFrame(), window.frames(), Network.of(network.spec(), values));
  }
}
