package org.sirenaudio.network;

import java.util.List;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.kernel.NetworkSpec;
import org.sirenaudio.kernel.OutputLoss;

/**
 * An implicit neural representation: a network from coordinates to amplitudes, with its parameters.
 */
public interface Inr {

  NetworkSpec spec();

  /** The parameters, flat as {@link NetworkSpec} says; the array itself, not a copy. */
  float[] parameters();

  /** Layers at the input whose parameters are not learned. */
  default int fixedLayers() {
    return 0;
  }

  /**
   * Evaluates B independent sets of coordinates.
   *
   * @param coordinates {@code [B][N][inFeatures]}
   * @return {@code [B][N][outFeatures]}
   */
  default double[][][] forward(double[][][] coordinates) {
    int out = spec().outFeatures();
    double[][][] result = new double[coordinates.length][][];
    for (int b = 0; b < coordinates.length; b++) {
      double[] x = flatten(coordinates[b]);
      float[] y = forward(x, coordinates[b].length);
      result[b] = new double[coordinates[b].length][out];
      for (int i = 0; i < y.length; i++) {
        result[b][i / out][i % out] = y[i];
      }
    }
    return result;
  }

  /**
   * Evaluates one set of coordinates.
   *
   * @param coordinates {@code [N, inFeatures]}
   * @return {@code [N, outFeatures]}
   */
  default float[] forward(double[] coordinates, int frames) {
    NetworkKernel network = Kernels.best().network(spec());
    network.load(parameters());
    float[] outputs = new float[frames * spec().outFeatures()];
    Coordinates source = Coordinates.of(coordinates, spec().inFeatures());
    network.forward(network.workspace(), source, 0, frames, outputs, 0);
    return outputs;
  }

  /**
   * The gradient of any loss by every parameter.
   *
   * @param coordinates {@code [N, inFeatures]}
   * @param loss gives the loss and its derivative by the outputs
   * @param gradient receives the gradient, flat as the parameters
   * @return the loss
   */
  default double gradient(double[] coordinates, int frames, OutputLoss loss, float[] gradient) {
    NetworkKernel network = Kernels.best().network(spec());
    network.load(parameters());
    NetworkKernel.Gradient sum = network.gradient();
    Coordinates source = Coordinates.of(coordinates, spec().inFeatures());
    double value = network.backward(network.workspace(), source, loss, 0, frames, sum);
    sum.copyTo(gradient);
    return value;
  }

  /**
   * Every layer's output for {@code [B][N][inFeatures]} coordinates, in double, first layer first.
   */
  default List<LayerTrace> trace(double[][][] coordinates) {
    return Analysis.of(this).trace(coordinates);
  }

  /**
   * The derivative of the outputs by the coordinate, exact, for networks of one input.
   *
   * @param coordinates {@code [B][N][1]}
   * @param order 0 (the outputs), 1 or 2
   * @return {@code [B][N][outFeatures]}, per unit of the coordinate
   */
  default double[][][] derivative(double[][][] coordinates, int order) {
    return Analysis.of(this).derivative(coordinates, order);
  }

  private static double[] flatten(double[][] rows) {
    int width = rows.length == 0 ? 0 : rows[0].length;
    double[] flat = new double[rows.length * width];
    for (int i = 0; i < rows.length; i++) {
      System.arraycopy(rows[i], 0, flat, i * width, width);
    }
    return flat;
  }
}
