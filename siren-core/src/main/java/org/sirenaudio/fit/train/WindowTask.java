package org.sirenaudio.fit.train;

import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.sirenaudio.fit.data.Masking;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.fit.plan.WindowLevel;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.Segment;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.Network;

/**
 * A trainer's task for one window.
 *
 * @param window its position and initial network
 * @param targets its training targets
 * @param coreFrames frames before the next window begins, which count as this window's own
 * @param scale amplitude of the whole clip's full scale
 * @param seed random seed of this window
 * @param context reads the surrounding clip, given how far
 * @param masking of noise by the recording, if it matters
 * @param rounding to the number format of the model file
 */
public record WindowTask(
    PlannedWindow window,
    WindowTargets targets,
    int coreFrames,
    double scale,
    long seed,
    IntFunction<WindowContext> context,
    Optional<Masking> masking,
    WeightRounding rounding) {

  /** Whether there is nothing to learn. */
  public boolean silent() {
    return targets.silent();
  }

  /** The level of each channel, over the window's own frames. */
  public List<WindowLevel> levels() {
    return IntStream.range(0, targets.channels())
        .mapToObj(
            c -> {
              double meanSquare = ofFullScale(targets.meanSquare(c, coreFrames));
              return masking
                  .map(
                      m ->
                          WindowLevel.masking(
                              meanSquare, m.inaudible(c, window.firstFrame(), coreFrames)))
                  .orElseGet(() -> WindowLevel.unmasked(meanSquare));
            })
        .toList();
  }

  /** Converts a mean square from the targets' scale to full scale. */
  public double ofFullScale(double meanSquare) {
    double gain = targets.gain();
    return meanSquare * gain * gain * scale * scale;
  }

  /**
   * The window with a fitted network in stored precision, in the clip's scale; silent if {@code
   * audible} is false.
   */
  public Segment segment(Network network, boolean audible) {
    return rounding.weights() == WeightType.F32
        ? sketch(network, audible)
        : scaled(rounding.hiddenRounded(network, targets), audible, true);
  }

  /** As above, for a network in training, unrounded. */
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
