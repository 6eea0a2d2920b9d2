package org.sirenaudio.fit;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.SubframeInterpolator;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.PointwiseLoss;
import org.sirenaudio.network.Network;
import org.sirenaudio.optim.Optimiser;
import org.sirenaudio.parallel.Workers;

/**
 * One network of any kind, fitted to a whole clip with the fitter's own targets, batches, loss,
 * optimiser and kernels, so that kinds of networks can be compared like with like.
 *
 * @param network the fitted one; it answers in units of {@code scale}
 * @param scale amplitude that an output of 1 stands for
 * @param steps steps taken
 * @param snrDb over all frames
 * @param history the SNR over the fit; the first point is before the first step
 */
public record NetworkFit(
    Network network, double scale, int steps, double snrDb, List<Point> history) {

  /** How often the SNR over all frames is looked at. */
  private static final int LOOKS = 40;

  /**
   * A moment of a fit.
   *
   * @param seconds of fitting, without the time that looking takes
   */
  public record Point(double seconds, int steps, double snrDb) {}

  /**
   * Fits a network, whose parameters change.
   *
   * @param config optimiser, rates, schedule, batch, loss, seed and threads; the budget is in steps
   *     or in seconds
   * @param stopped asked between steps whether to end early
   * @throws IllegalArgumentException if the loss is not pointwise or the budget of another kind
   */
  public static NetworkFit run(
      Network network, Clip clip, FitConfig config, BooleanSupplier stopped) {
    if (!(Losses.byName(config.loss()) instanceof PointwiseLoss loss)) {
      throw new IllegalArgumentException("one network alone is fitted with mse or l1");
    }
    double scale = Loudness.of(clip, Normalisation.PEAK).scale();
    int density = Math.max(1, config.density());
    SubframeInterpolator between = Interpolant.of(clip, config.between()).evenly(density);
    WindowTargets targets = new WindowTargets(clip, 0, clip.frames(), scale, density, between);
    try (Workers workers = Workers.of(config.threads())) {
      Training training = new Training(network, targets, config, loss, workers);
      double snrDb = training.run(stopped);
      return new NetworkFit(network, scale, training.steps, snrDb, training.history);
    }
  }

  /** The loop, with what it works on. */
  private static final class Training {
    private final Network network;
    private final WindowTargets targets;
    private final FitConfig config;
    private final Workers workers;
    private final BatchLoss loss;
    private final GradientPass pass;
    private final Optimiser optimiser;
    private final List<Point> history = new ArrayList<>();
    private float[] best;
    private double bestDb = Double.NEGATIVE_INFINITY;
    private int steps;

    Training(
        Network network,
        WindowTargets targets,
        FitConfig config,
        PointwiseLoss pointwise,
        Workers workers) {
      this.network = network;
      this.targets = targets;
      this.config = config;
      this.workers = workers;
      Batch batch = Batch.of(targets, Batch.wanted(config, targets));
      loss = new PointwiseBatchLoss(pointwise, targets, batch);
      NetworkKernel kernel = Kernels.best().network(network.layers());
      pass = new GradientPass(kernel, loss.size(), new GradientPass.Scratch());
      optimiser =
          LayerRates.optimiser(
              config.optimiser() == OptimiserKind.AUTO ? OptimiserKind.MUON : config.optimiser(),
              config.rates(),
              network.layers(),
              network.spec().fixedLayers());
      best = network.parameters().clone();
    }

    double run(BooleanSupplier stopped) {
      StepRandom random = new StepRandom(~config.randomSeed());
      float[] parameters = network.parameters();
      float[] gradient = new float[parameters.length];
      look(0);
      double seconds = 0;
      int looks = 1;
      boolean finite = true;
      for (double spent = 0; spent < 1 && finite && !stopped.getAsBoolean(); ) {
        long begin = System.nanoTime();
        random.begin(steps);
        loss.draw(random);
        finite = Double.isFinite(loss.run(pass, workers, parameters, gradient));
        if (finite) {
          optimiser.step(parameters, gradient, config.schedule().factor(spent));
          steps++;
        }
        seconds += 1e-9 * (System.nanoTime() - begin);
        spent = spent(seconds);
        if (spent * LOOKS >= looks) {
          look(seconds);
          looks = (int) (spent * LOOKS) + 1;
        }
      }
      look(seconds);
      System.arraycopy(best, 0, parameters, 0, best.length);
      return bestDb;
    }

    private double spent(double seconds) {
      return switch (config.budget()) {
        case Budget.Steps fixed -> (double) steps / fixed.steps();
        case Budget.Seconds limit -> seconds / limit.seconds();
        case Budget.Auto auto -> throw noBudget();
        case Budget.TargetSnr target -> throw noBudget();
      };
    }

    private static IllegalArgumentException noBudget() {
      return new IllegalArgumentException("one network alone is fitted for steps or for seconds");
    }

    /** Notes the SNR over all frames, and the state if it is the best. */
    private void look(double seconds) {
      double db = 10 * Math.log10(targets.meanSquare() / meanSquaredError());
      history.add(new Point(seconds, steps, db));
      if (db > bestDb) {
        bestDb = db;
        System.arraycopy(network.parameters(), 0, best, 0, best.length);
      }
    }

    private double meanSquaredError() {
      pass.network().load(network.parameters());
      return targets.meanSquaredError(pass, workers);
    }
  }
}
