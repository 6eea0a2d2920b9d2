package org.sirenaudio.fit;

import java.util.concurrent.atomic.LongAdder;
import org.sirenaudio.Workers;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.OutputLoss;
import org.sirenaudio.loss.Loss;
import org.sirenaudio.loss.PointwiseLoss;
import org.sirenaudio.loss.WindowLoss;

/**
 * A loss over a batch of one window's frames. A pointwise loss is taken tile by tile inside the
 * network's pass; a window loss needs all outputs first, so the batch is evaluated once more for
 * it.
 */
final class BatchLoss {

  private static final double FIXED_POINT = 0x1p34;

  private final Loss loss;
  private final WindowTargets targets;
  private final Batch batch;
  private final float[] target;
  private final float[] outputs;
  private final float[] outputGradient;
  private final Coordinates coordinates;
  private final OutputLoss inPass;

  /** Sum of squared errors in fixed point, so that the threads' order does not matter. */
  private final LongAdder squares = new LongAdder();

  BatchLoss(Loss loss, WindowTargets targets, Batch batch) {
    this.loss = loss;
    this.targets = targets;
    this.batch = batch;
    int numbers = loss instanceof WindowLoss ? batch.size() * targets.channels() : 0;
    target = new float[numbers];
    outputs = new float[numbers];
    outputGradient = new float[numbers];
    coordinates =
        (from, frames, x) -> {
          for (int i = 0; i < frames; i++) {
            x[i] = targets.coordinate(batch.point(from + i));
          }
        };
    inPass =
        switch (loss) {
          case PointwiseLoss pointwise -> tile(pointwise);
          case WindowLoss window -> given(targets.channels());
        };
  }

  /** Loss and gradient of the batch drawn last. */
  double run(GradientPass pass, Workers workers, float[] parameters, float[] gradient) {
    squares.reset();
    double outside =
        loss instanceof WindowLoss window ? outside(window, pass, workers, parameters) : 0;
    return outside + pass.run(workers, parameters, coordinates, inPass, gradient);
  }

  /** A window loss, and its gradient by the outputs, from an evaluation of the whole batch. */
  private double outside(
      WindowLoss window, GradientPass pass, Workers workers, float[] parameters) {
    pass.network().load(parameters);
    pass.forward(workers, coordinates, batch.size(), outputs);
    for (int i = 0; i < batch.size(); i++) {
      targets.read(batch.point(i), target, i * targets.channels());
    }
    addSquares(outputs, target, target.length);
    return window.evaluate(outputs, target, batch.size(), targets.channels(), 1, outputGradient);
  }

  /** Mean squared error of the batch evaluated last. */
  double meanSquaredError() {
    return squares.sum() / FIXED_POINT / ((double) batch.size() * targets.channels());
  }

  private void addSquares(float[] y, float[] wanted, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double e = y[i] - wanted[i];
      sum += e * e;
    }
    squares.add(Math.round(sum * FIXED_POINT));
  }

  private OutputLoss tile(PointwiseLoss pointwise) {
    int channels = targets.channels();
    double scale = 1.0 / ((double) batch.size() * channels);
    return (from, frames, y, dy) -> {
      // The gradient's array holds the targets until the loss overwrites them.
      for (int i = 0; i < frames; i++) {
        targets.read(batch.point(from + i), dy, i * channels);
      }
      addSquares(y, dy, frames * channels);
      return pointwise.accumulate(y, dy, 0, frames * channels, scale, dy);
    };
  }

  private OutputLoss given(int channels) {
    return (from, frames, y, dy) -> {
      System.arraycopy(outputGradient, from * channels, dy, 0, frames * channels);
      return 0;
    };
  }
}
