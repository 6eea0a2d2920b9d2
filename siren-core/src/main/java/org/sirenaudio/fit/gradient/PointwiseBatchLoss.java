package org.sirenaudio.fit.gradient;

import java.util.concurrent.atomic.LongAdder;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.loss.PointwiseLoss;
import org.sirenaudio.parallel.Workers;

/** A pointwise loss over points of a window, evaluated tile by tile within the network's pass. */
final class PointwiseBatchLoss implements BatchLoss {

  private static final double FIXED_POINT = 0x1p34;

  private final WindowTargets targets;
  private final Minibatch batch;
  private final Coordinates coordinates;
  private final OutputLoss inPass;

  /** Sum of squared errors in fixed point, so that it is independent of thread order. */
  private final LongAdder squares = new LongAdder();

  PointwiseBatchLoss(PointwiseLoss loss, WindowTargets targets, Minibatch batch) {
    this.targets = targets;
    this.batch = batch;
    coordinates =
        (from, frames, x) -> {
          for (int i = 0; i < frames; i++) {
            x[i] = targets.coordinate(batch.point(from + i));
          }
        };
    inPass = tile(loss);
  }

  @Override
  public int size() {
    return batch.size();
  }

  @Override
  public void draw(StepRandom random) {
    batch.draw(random);
  }

  @Override
  public double run(GradientPass pass, Workers workers, float[] parameters, float[] gradient) {
    squares.reset();
    return pass.run(workers, parameters, coordinates, inPass, gradient);
  }

  @Override
  public double meanSquaredError() {
    return squares.sum() / FIXED_POINT / ((double) batch.size() * targets.channels());
  }

  private OutputLoss tile(PointwiseLoss loss) {
    int channels = targets.channels();
    double scale = 1.0 / ((double) batch.size() * channels);
    return (from, frames, y, dy) -> {
      // The gradient array holds the targets until the loss overwrites them.
      for (int i = 0; i < frames; i++) {
        targets.read(batch.point(from + i), dy, i * channels);
      }
      addSquares(y, dy, frames * channels);
      return loss.accumulate(y, dy, 0, frames * channels, scale, dy);
    };
  }

  private void addSquares(float[] y, float[] wanted, int count) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      double e = y[i] - wanted[i];
      sum += e * e;
    }
    squares.add(Math.round(sum * FIXED_POINT));
  }
}
