package org.sirenaudio.kernel;

import java.util.Arrays;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Jet;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;

/**
 * A network's passes as plain loops, frame by frame, all in double. Tests check its gradients
 * against finite differences, and the vector code against it.
 */
final class ScalarNetwork implements NetworkKernel {

  private final Layers layers;
  private final double[] parameters;

  ScalarNetwork(Layers layers) {
    this.layers = layers;
    this.parameters = new double[layers.parameterCount()];
  }

  @Override
  public Layers layers() {
    return layers;
  }

  @Override
  public void load(float[] values) {
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = values[i];
    }
  }

  /** Loads parameters in double, for finite differences. */
  void load(double[] values) {
    System.arraycopy(values, 0, parameters, 0, parameters.length);
  }

  @Override
  public Tape workspace() {
    return new Tape(layers);
  }

  @Override
  public DoubleGradient gradient() {
    return new DoubleGradient(layers.parameterCount());
  }

  @Override
  public void forward(
      Workspace workspace,
      Coordinates coordinates,
      int from,
      int frames,
      float[] outputs,
      int outputFrom) {
    Tape tape = (Tape) workspace;
    int out = layers.outFeatures();
    for (int i = 0; i < frames; i++) {
      double[] y = frame(tape, coordinates, from + i);
      for (int o = 0; o < out; o++) {
        outputs[(outputFrom + i) * out + o] = (float) y[o];
      }
    }
  }

  @Override
  public double backward(
      Workspace workspace,
      Coordinates coordinates,
      OutputLoss loss,
      int from,
      int frames,
      Gradient sum) {
    Tape tape = (Tape) workspace;
    double[] sums = ((DoubleGradient) sum).values;
    int out = layers.outFeatures();
    float[] outputs = new float[out];
    float[] gradient = new float[out];
    double total = 0;
    for (int i = 0; i < frames; i++) {
      double[] y = frame(tape, coordinates, from + i);
      for (int o = 0; o < out; o++) {
        outputs[o] = (float) y[o];
      }
      total += loss.apply(from + i, 1, outputs, gradient);
      double[] last = tape.delta[layers.size() - 1];
      for (int o = 0; o < out; o++) {
        last[o] = gradient[o];
      }
      backwardFrame(tape, sums);
    }
    return total;
  }

  /** One frame forward; layer outputs are kept on the tape. */
  double[] frame(Tape tape, Coordinates coordinates, int frame) {
    coordinates.read(frame, 1, tape.input);
    double[] x = tape.input;
    for (int l = 0; l < layers.size(); l++) {
      linear(l, x, tape.linear[l]);
      activate(l, tape);
      x = tape.value[l];
    }
    return x;
  }

  /** {@code u = W x + b}. */
  private void linear(int l, double[] x, double[] u) {
    LayerSpec shape = layers.get(l);
    int w = layers.weightOffset(l);
    int b = layers.biasOffset(l);
    int in = shape.inFeatures();
    if (shape.activation() instanceof Activation.Grid grid) {
      for (int n = 0; n < u.length; n++) {
        int at = node(grid, n, x[0]);
        double part = grid.part(n / grid.features(), x[0]);
        u[n] =
            parameters[b + n]
                + (1 - part) * parameters[at]
                + part * parameters[at + grid.features()];
      }
      return;
    }
    for (int n = 0; n < shape.rows(); n++) {
      double sum = parameters[b + n];
      for (int k = 0; k < in; k++) {
        sum +=
            shape.complex()
                ? shape.weightSign(n, k) * parameters[w + shape.weightIndex(n, k)] * x[k]
                : parameters[w + n * in + k] * x[k];
      }
      u[n] = sum;
    }
  }

  /** Index in the table of a grid feature at the node below a coordinate. */
  private static int node(Activation.Grid grid, int feature, double x) {
    int level = feature / grid.features();
    int node = grid.cell(level, x);
    for (int before = 0; before < level; before++) {
      node += grid.cells().get(before) + 1;
    }
    return node * grid.features() + feature % grid.features();
  }

  /** {@code y = f(u)} and, for a pointwise activation, the derivative {@code f'(u)}. */
  private void activate(int l, Tape tape) {
    LayerSpec shape = layers.get(l);
    double[] u = tape.linear[l];
    double[] y = tape.value[l];
    switch (shape.activation()) {
      case Activation.Pointwise f -> {
        for (int n = 0; n < y.length; n++) {
          y[n] = f.value(u[n]);
          tape.activationDerivative[l][n] = f.slope(u[n]);
        }
      }
      case Activation.Grid grid -> System.arraycopy(u, 0, y, 0, y.length);
      case Activation.Filtered(int block) -> {
        for (int n = 0; n < y.length; n++) {
          y[n] = u[n] * tape.value[0][block * y.length + n];
        }
      }
      case Joint joint -> {
        for (int n = 0; n < shape.blockRows(); n++) {
          Jet[] given = jets(shape, joint, u, n, 0);
          for (int o = 0; o < given.length; o++) {
            y[o * shape.blockRows() + n] = given[o].value();
          }
        }
      }
    }
  }

  /**
   * The outputs of a joint activation for one feature, with their derivatives with respect to one
   * of its blocks.
   */
  private static Jet[] jets(LayerSpec shape, Joint joint, double[] u, int feature, int by) {
    Jet[] taken = new Jet[joint.inputs()];
    for (int i = 0; i < taken.length; i++) {
      taken[i] = new Jet(u[i * shape.blockRows() + feature], i == by ? 1 : 0, 0);
    }
    Jet[] given = new Jet[joint.outputs()];
    joint.apply(taken, given);
    return given;
  }

  /**
   * Adds one frame's gradient; the tape's last delta holds the loss's derivative with respect to
   * the output.
   */
  void backwardFrame(Tape tape, double[] sums) {
    for (int l = 0; l < layers.size() - 1; l++) {
      Arrays.fill(tape.delta[l], 0);
    }
    for (int l = layers.size() - 1; l >= 0; l--) {
      LayerSpec shape = layers.get(l);
      int w = layers.weightOffset(l);
      int b = layers.biasOffset(l);
      int in = shape.inFeatures();
      double[] x = l == 0 ? tape.input : tape.value[l - 1];
      double[] dx = l == 0 ? null : tape.delta[l - 1];
      for (int n = 0; n < shape.rows(); n++) {
        double du = byLinear(l, n, tape);
        sums[b + n] += du;
        if (shape.activation() instanceof Activation.Grid grid) {
          int at = node(grid, n, x[0]);
          double part = grid.part(n / grid.features(), x[0]);
          sums[at] += (1 - part) * du;
          sums[at + grid.features()] += part * du;
          continue;
        }
        for (int k = 0; k < in; k++) {
          int at = w + (shape.complex() ? shape.weightIndex(n, k) : n * in + k);
          double factor = shape.complex() ? shape.weightSign(n, k) * du : du;
          sums[at] += factor * x[k];
          if (dx != null) {
            dx[k] += factor * parameters[at];
          }
        }
      }
    }
  }

  /**
   * The loss's derivative with respect to row n of a layer's linear part, from that with respect to
   * the layer's output.
   */
  private double byLinear(int l, int n, Tape tape) {
    LayerSpec shape = layers.get(l);
    double[] dy = tape.delta[l];
    return switch (shape.activation()) {
      case Activation.Pointwise f -> dy[n] * tape.activationDerivative[l][n];
      case Activation.Grid grid -> dy[n];
      case Activation.Filtered(int block) -> {
        int filter = block * dy.length + n;
        tape.delta[0][filter] += dy[n] * tape.linear[l][n];
        yield dy[n] * tape.value[0][filter];
      }
      case Joint joint -> {
        int width = shape.blockRows();
        Jet[] given = jets(shape, joint, tape.linear[l], n % width, n / width);
        double sum = 0;
        for (int o = 0; o < given.length; o++) {
          sum += dy[o * width + n % width] * given[o].first();
        }
        yield sum;
      }
    };
  }

  /** What the backward pass needs of one frame. */
  static final class Tape implements Workspace {

    final double[] input;
    final double[][] linear;
    final double[][] value;
    final double[][] activationDerivative;
    final double[][] delta;

    Tape(Layers layers) {
      input = new double[layers.inFeatures()];
      linear = layers.list().stream().map(l -> new double[l.rows()]).toArray(double[][]::new);
      value = perLayer(layers);
      activationDerivative = perLayer(layers);
      delta = perLayer(layers);
    }

    private static double[][] perLayer(Layers layers) {
      return layers.list().stream()
          .map(layer -> new double[layer.outFeatures()])
          .toArray(double[][]::new);
    }
  }

  /** A gradient in double, flat as in {@link Layers}. */
  static final class DoubleGradient implements Gradient {

    final double[] values;

    DoubleGradient(int length) {
      values = new double[length];
    }

    @Override
    public void clear() {
      Arrays.fill(values, 0);
    }

    @Override
    public void add(Gradient other, int part, int parts) {
      double[] more = ((DoubleGradient) other).values;
      int end = (int) ((part + 1L) * values.length / parts);
      for (int i = (int) ((long) part * values.length / parts); i < end; i++) {
        values[i] += more[i];
      }
    }

    @Override
    public void copyTo(float[] flat) {
      for (int i = 0; i < values.length; i++) {
        flat[i] = (float) values[i];
      }
    }
  }
}
