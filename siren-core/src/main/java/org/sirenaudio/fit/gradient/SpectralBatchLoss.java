package org.sirenaudio.fit.gradient;

import org.sirenaudio.fit.train.WindowContext;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.loss.LossScratch;
import org.sirenaudio.loss.WindowLoss;
import org.sirenaudio.parallel.Workers;

/**
 * A spectral loss over a random run of consecutive frames. It may extend beyond the window, so that
 * the borders are covered by as many spectra as the middle; there, and in the cross-fade with
 * neighbouring networks, the clip itself is used. Each network is thus trained as if its neighbours
 * were exact, and none has to wait for another.
 *
 * <p>The loss needs all outputs before it has a gradient, so the batch is evaluated twice.
 */
final class SpectralBatchLoss implements BatchLoss {

  private final WindowLoss loss;
  private final WindowContext around;
  private final int size;
  private final float[] target;
  private final float[] outputs;
  private final float[] outputGradient;
  private final LossScratch scratch = new LossScratch();
  private final Coordinates coordinates;
  private final OutputLoss inPass;
  private int firstFrame;
  private double meanSquaredError;

  /**
   * @param wanted frames per batch; all if there are no more
   */
  SpectralBatchLoss(WindowLoss loss, WindowContext around, int wanted) {
    this.loss = loss;
    this.around = around;
    int channels = around.channels();
    size = Math.min(wanted, around.frames());
    target = new float[size * channels];
    outputs = new float[size * channels];
    outputGradient = new float[size * channels];
    int last = around.windowFrames() - 1;
    coordinates =
        (from, frames, x) -> {
          for (int i = 0; i < frames; i++) {
            // Outside, where the network has no weight, it is evaluated at the window's end.
            int frame = Math.clamp(firstFrame + from + i, 0, last);
            x[i] = -1 + 2.0 * frame / Math.max(1, last);
          }
        };
    inPass =
        (from, frames, y, dy) -> {
          System.arraycopy(outputGradient, from * channels, dy, 0, frames * channels);
          return 0;
        };
  }

  @Override
  public int size() {
    return size;
  }

  @Override
  public void draw(StepRandom random) {
    firstFrame = around.firstFrame() + random.nextInt(around.frames() - size + 1);
  }

  @Override
  public double run(GradientPass pass, Workers workers, float[] parameters, float[] gradient) {
    pass.network().load(parameters);
    pass.forward(workers, coordinates, size, outputs);
    double value = evaluate();
    pass.run(workers, parameters, coordinates, inPass, gradient);
    return value;
  }

  /**
   * The loss of the sum of this network and its neighbours, and its gradient with respect to the
   * outputs.
   */
  private double evaluate() {
    int channels = around.channels();
    around.read(firstFrame, size, target);
    double squares = 0;
    int counted = 0;
    for (int i = 0; i < size; i++) {
      float weight = around.weight(firstFrame + i);
      boolean inside = around.contains(firstFrame + i);
      for (int at = i * channels; at < (i + 1) * channels; at++) {
        float error = outputs[at] - target[at];
        outputs[at] = target[at] + weight * error;
        if (inside) {
          squares += (double) error * error;
          counted++;
        }
      }
    }
    meanSquaredError = squares / counted;
    double value = loss.evaluate(outputs, target, size, channels, 1, outputGradient, scratch);
    for (int i = 0; i < size; i++) {
      float weight = around.weight(firstFrame + i);
      for (int at = i * channels; at < (i + 1) * channels; at++) {
        outputGradient[at] *= weight;
      }
    }
    return value;
  }

  @Override
  public double meanSquaredError() {
    return meanSquaredError;
  }
}
