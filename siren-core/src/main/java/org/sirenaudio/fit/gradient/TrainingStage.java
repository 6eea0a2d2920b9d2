package org.sirenaudio.fit.gradient;

import java.util.List;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Schedule;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.fit.train.WindowContext;
import org.sirenaudio.fit.train.WindowTask;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.MseLoss;
import org.sirenaudio.loss.PointwiseLoss;
import org.sirenaudio.loss.WindowLoss;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.parallel.Workers;

/**
 * The loss used during a part of the budget. A spectral loss is nearly insensitive to phase, so a
 * network that starts with it learns magnitudes with the wrong phase and ends no better than
 * silence; such a fit starts with the squared error and switches to its loss once the phases are
 * right.
 *
 * @param begin fraction of the budget spent at the start
 * @param end fraction of the budget spent at the end
 * @param rate factor on the learning rates
 * @param checkSteps steps per check of the mean loss
 */
record TrainingStage(
    double begin, double end, double rate, BatchLoss loss, GradientPass pass, int checkSteps) {

  /** Fraction of the budget given to the squared error before a spectral loss. */
  private static final double WARM_UP = 0.8;

  /**
   * Factor on the learning rates under a spectral loss: its gradient is dominated by the quietest
   * bins, and steps of the usual size undo what the squared error has learned.
   */
  private static final double SPECTRAL_RATE = 0.01;

  /** The stages of a window's training, in order. */
  static List<TrainingStage> of(
      FitConfig config, WindowTask task, NetworkSpec shape, GradientPass.Scratch scratch) {
    NetworkKernel network = Kernels.best().network(shape.layers());
    WindowTargets targets = task.targets();
    Minibatch points = Minibatch.of(targets, config.training().batch());
    return switch (Losses.byName(config.target().loss())) {
      case WindowLoss loss -> {
        BatchLoss squares = new PointwiseBatchLoss(new MseLoss(), targets, points);
        // The reach of the longest spectrum beyond the window's first and last frame.
        int reach = loss.minimumFrames() - 1;
        WindowContext context = task.context().apply(reach);
        int frames = Minibatch.count(targets, config.training().batch(), context.frames());
        BatchLoss spectral =
            new SpectralBatchLoss(loss, context, Math.max(frames, loss.minimumFrames()));
        yield List.of(
            of(0, WARM_UP, 1, targets, squares, network, scratch),
            of(WARM_UP, 1, SPECTRAL_RATE, targets, spectral, network, scratch));
      }
      case PointwiseLoss loss -> {
        BatchLoss pointwise = new PointwiseBatchLoss(loss, targets, points);
        yield List.of(of(0, 1, 1, targets, pointwise, network, scratch));
      }
    };
  }

  private static TrainingStage of(
      double begin,
      double end,
      double rate,
      WindowTargets targets,
      BatchLoss loss,
      NetworkKernel network,
      GradientPass.Scratch scratch) {
    GradientPass pass = new GradientPass(network, loss.size(), scratch);
    int checkSteps = Math.clamp(2 * (long) targets.points() / loss.size(), 1, 100);
    return new TrainingStage(begin, end, rate, loss, pass, checkSteps);
  }

  /**
   * The factor on the learning rates; each stage runs through the whole schedule.
   *
   * @param spent fraction of the budget spent so far
   */
  double rateFactor(Schedule schedule, double spent) {
    return rate * schedule.factor(Math.clamp((spent - begin) / (end - begin), 0, 1));
  }

  /** Points per step. */
  int batchSize() {
    return loss.size();
  }

  /** Loss and gradient of a fresh batch. */
  double run(StepRandom random, Workers workers, float[] parameters, float[] gradient) {
    loss.draw(random);
    return loss.run(pass, workers, parameters, gradient);
  }

  /** Mean squared error over the batch evaluated last. */
  double meanSquaredError() {
    return loss.meanSquaredError();
  }
}
