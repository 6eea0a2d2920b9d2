package org.sirenaudio.network;

import java.util.List;
import java.util.SplittableRandom;
import org.sirenaudio.kernel.Coordinates;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NetworkKernel;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;

/**
 * A network from coordinates to amplitudes: its description and its parameters. Safe for use by
 * several threads as long as its parameters are not written to.
 */
public final class Network {

  private final NetworkSpec spec;
  private final Layers layers;
  private final float[] parameters;

  private Network(NetworkSpec spec, Layers layers, float[] parameters) {
    this.spec = spec;
    this.layers = layers;
    this.parameters = parameters;
  }

  /**
   * A newly initialised network: weights according to {@link Nonlinearity} and {@link FinalInit},
   * layer by layer. After an encoding every layer is initialised as a hidden one, since its input
   * is not the coordinate. The same seed gives the same parameters.
   *
   * @throws IllegalArgumentException if it has more parameters than an array holds
   */
  public static Network create(NetworkSpec spec, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Layers layers = spec.layers();
    float[] parameters = new float[layers.parameterCount()];
    spec.encoding().fill(parameters);
    int first = spec.fixedLayers();
    int last = layers.size() - 1;
    for (int l = first; l <= last; l++) {
      LayerSpec layer = layers.get(l);
      int weight = layers.weightOffset(l);
      if (layer.activation() instanceof Activation.Grid) {
        GridEncoding.begin(random, layer, parameters);
        continue;
      }
      if (l == last && spec.finalInit() == FinalInit.PYTORCH_DEFAULT) {
        double bound = 1 / Math.sqrt(layer.inFeatures());
        Nonlinearity.uniform(random, bound, parameters, weight, layers.parameterCount());
      } else {
        spec.nonlinearity().begin(random, layer, l == 0, parameters, weight);
      }
    }
    return new Network(spec, layers, parameters);
  }

  /**
   * A network with given parameters; the array is used, not copied.
   *
   * @param parameters in the flat layout of {@link Layers}
   * @throws IllegalArgumentException if there are more or fewer parameters than {@link
   *     NetworkSpec#parameterCount}
   */
  public static Network of(NetworkSpec spec, float[] parameters) {
    Layers layers = spec.layers();
    if (parameters.length != layers.parameterCount()) {
      throw new IllegalArgumentException(
          "the network has %d parameters, not %d"
              .formatted(layers.parameterCount(), parameters.length));
    }
    return new Network(spec, layers, parameters);
  }

  /** Returns the description. */
  public NetworkSpec spec() {
    return spec;
  }

  /** Returns the layers and the offsets of their parameters. */
  public Layers layers() {
    return layers;
  }

  /** The parameters, in the flat layout of {@link Layers}; the array itself, not a copy. */
  public float[] parameters() {
    return parameters;
  }

  /**
   * Evaluates B independent sets of coordinates.
   *
   * @param coordinates {@code [B][N][inFeatures]}
   * @return {@code [B][N][outFeatures]}
   * @throws IndexOutOfBoundsException if a coordinate has fewer numbers than the network has inputs
   */
  public double[][][] forward(double[][][] coordinates) {
    int out = layers.outFeatures();
    double[][][] result = new double[coordinates.length][][];
    for (int b = 0; b < coordinates.length; b++) {
      float[] y = forward(flatten(coordinates[b]), coordinates[b].length);
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
   * @param frames N
   * @return {@code [N, outFeatures]}
   * @throws IndexOutOfBoundsException if there are fewer coordinates
   */
  public float[] forward(double[] coordinates, int frames) {
    NetworkKernel kernel = kernel();
    float[] outputs = new float[frames * layers.outFeatures()];
    kernel.forward(kernel.workspace(), source(coordinates), 0, frames, outputs, 0);
    return outputs;
  }

  /**
   * The gradient of a loss with respect to every parameter.
   *
   * @param coordinates {@code [N, inFeatures]}
   * @param loss computes the loss and its derivative with respect to the outputs
   * @param gradient receives the gradient, in the parameters' layout
   * @param frames N
   * @return the loss
   * @throws IndexOutOfBoundsException if there are fewer coordinates, or the gradient is shorter
   *     than the parameters
   */
  public double gradient(double[] coordinates, int frames, OutputLoss loss, float[] gradient) {
    NetworkKernel kernel = kernel();
    NetworkKernel.Gradient sum = kernel.gradient();
    double value = kernel.backward(kernel.workspace(), source(coordinates), loss, 0, frames, sum);
    sum.copyTo(gradient);
    return value;
  }

  /**
   * Every layer's output for {@code [B][N][inFeatures]} coordinates, in double, first layer first.
   */
  public List<LayerTrace> trace(double[][][] coordinates) {
    return Analysis.of(this).trace(coordinates);
  }

  /**
   * The exact derivative of the outputs with respect to the coordinate, for networks of one input.
   *
   * @param coordinates {@code [B][N][1]}
   * @param order 0 (the outputs), 1 or 2
   * @return {@code [B][N][outFeatures]}, per unit of the coordinate
   * @throws IllegalArgumentException if the network has several inputs, or the order is another
   */
  public double[][][] derivative(double[][][] coordinates, int order) {
    return Analysis.of(this).derivative(coordinates, order);
  }

  private NetworkKernel kernel() {
    NetworkKernel kernel = Kernels.best().network(layers);
    kernel.load(parameters);
    return kernel;
  }

  private Coordinates source(double[] coordinates) {
    return Coordinates.of(coordinates, layers.inFeatures());
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
