package org.sirenaudio.training;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.loss.Loss;
import org.sirenaudio.loss.LossScratch;
import org.sirenaudio.loss.Losses;
import org.sirenaudio.loss.PointwiseLoss;
import org.sirenaudio.loss.WindowLoss;
import org.sirenaudio.network.Network;
import org.sirenaudio.optim.Adam;
import org.sirenaudio.optim.Optimiser;
import org.sirenaudio.optim.ParameterGroup;
import org.sirenaudio.parallel.Workers;

/**
 * Trains a network batch by batch, like a PyTorch training loop: forward, loss, gradient, step. The
 * network's parameters change in place. One caller at a time; the same batches in the same order
 * give the same network, regardless of the number of threads.
 */
public final class TrainingLoop implements AutoCloseable {

  private final Network network;
  private final Loss loss;
  private final Optimiser optimiser;
  private final NetworkKernel kernel;
  private final Workers workers;
  private final GradientPass.Scratch scratch = new GradientPass.Scratch();
  private final Map<Integer, GradientPass> passes = new HashMap<>();
  private final LossScratch lossScratch = new LossScratch();
  private final float[] gradient;

  private TrainingLoop(Network network, Loss loss, double rate, int threads) {
    this.network = network;
    this.loss = loss;
    int fixed = network.layers().weightOffset(network.spec().fixedLayers());
    int all = network.parameters().length;
    optimiser = Adam.of(all, List.of(new ParameterGroup(fixed, all - fixed, rate)));
    kernel = Kernels.best().network(network.layers());
    workers = Workers.of(threads);
    gradient = new float[all];
  }

  /**
   * A loop with Adam and PyTorch's defaults, on all processors.
   *
   * @param loss mse, l1, stft or hybrid
   * @param rate learning rate of every parameter
   * @throws IllegalArgumentException if the loss is unknown, or the rate is not positive
   */
  public static TrainingLoop adam(Network network, String loss, double rate) {
    if (!(rate > 0 && Double.isFinite(rate))) {
      throw new IllegalArgumentException("a learning rate must be positive, not " + rate);
    }
    return new TrainingLoop(
        network, Losses.byName(loss), rate, Runtime.getRuntime().availableProcessors());
  }

  /**
   * One step on a batch.
   *
   * @return the loss before it: the mean over all values of the batch, or over its clips for a
   *     window loss
   * @throws IllegalArgumentException if the batch does not fit the network or the loss
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   */
  public double step(Batch batch) {
    double value = gradient(batch);
    optimiser.step(network.parameters(), gradient, 1);
    return value;
  }

  /**
   * One step per batch, in order; returns the mean of their losses.
   *
   * @throws IllegalArgumentException if a batch does not fit the network or the loss
   * @throws org.sirenaudio.error.InterruptedWorkException if the thread is interrupted
   */
  public double epoch(Iterable<Batch> batches) {
    double sum = 0;
    int count = 0;
    for (Batch batch : batches) {
      sum += step(batch);
      count++;
    }
    return sum / Math.max(1, count);
  }

  private double gradient(Batch batch) {
    int in = network.layers().inFeatures();
    int out = network.layers().outFeatures();
    if (batch.shape().get(2) != in || batch.targets()[0][0].length != out) {
      throw new IllegalArgumentException(
          "the network has %d inputs and %d outputs, the batch has %d and %d"
              .formatted(in, out, batch.shape().get(2), batch.targets()[0][0].length));
    }
    int clips = batch.coordinates().length;
    int all = clips * batch.frames();
    Coordinates coordinates = Coordinates.of(flat(batch.coordinates(), in), in);
    float[] targets = floats(flat(batch.targets(), out));
    GradientPass pass = passes.computeIfAbsent(all, n -> new GradientPass(kernel, n, scratch));
    return switch (loss) {
      case PointwiseLoss sum -> run(pass, coordinates, pointwise(sum, targets, out));
      case WindowLoss window -> {
        float[] outputs = new float[all * out];
        kernel.load(network.parameters());
        pass.forward(workers, coordinates, all, outputs);
        double value = 0;
        int size = batch.frames() * out;
        for (int b = 0; b < clips; b++) {
          float[] own = Arrays.copyOfRange(outputs, b * size, (b + 1) * size);
          float[] wanted = Arrays.copyOfRange(targets, b * size, (b + 1) * size);
          value += window.evaluate(own, wanted, batch.frames(), out, 1.0 / clips, own, lossScratch);
          System.arraycopy(own, 0, outputs, b * size, size);
        }
        run(pass, coordinates, given(outputs, out));
        yield value;
      }
    };
  }

  private double run(GradientPass pass, Coordinates coordinates, OutputLoss outputLoss) {
    return pass.run(workers, network.parameters(), coordinates, outputLoss, gradient);
  }

  private static OutputLoss pointwise(PointwiseLoss loss, float[] targets, int out) {
    double scale = 1.0 / targets.length;
    return (from, frames, outputs, outputGradient) -> {
      float[] wanted = new float[frames * out];
      System.arraycopy(targets, from * out, wanted, 0, wanted.length);
      return loss.accumulate(outputs, wanted, 0, wanted.length, scale, outputGradient);
    };
  }

  /** A precomputed gradient. */
  private static OutputLoss given(float[] known, int out) {
    return (from, frames, outputs, outputGradient) -> {
      System.arraycopy(known, from * out, outputGradient, 0, frames * out);
      return 0;
    };
  }

  private static double[] flat(double[][][] values, int width) {
    int frames = values[0].length;
    double[] flat = new double[values.length * frames * width];
    for (int b = 0; b < values.length; b++) {
      for (int n = 0; n < frames; n++) {
        System.arraycopy(values[b][n], 0, flat, (b * frames + n) * width, width);
      }
    }
    return flat;
  }

  private static float[] floats(double[] values) {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }

  /** Stops the threads. */
  @Override
  public void close() {
    workers.close();
  }
}
