package org.sirenaudio.kernel;

import java.util.Arrays;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;

/**
 * A network's passes as plain loops, frame by frame, all in double. The tests check its gradients
 * against finite differences and the vector code against it.
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

  /** Takes parameters in double, for finite differences. */
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

  /** One frame forward; what the layers gave stays on the tape. */
  double[] frame(Tape tape, Coordinates coordinates, int frame) {
    coordinates.read(frame, 1, tape.input);
    double[] x = tape.input;
    for (int l = 0; l < layers.size(); l++) {
      layerForward(l, x, tape.value[l], tape.activationDerivative[l]);
      x = tape.value[l];
    }
    return x;
  }

  /** y = f(W x + b) and the derivative f'(W x + b), which the backward pass needs. */
  private void layerForward(int layer, double[] x, double[] y, double[] derivative) {
    LayerSpec shape = layers.get(layer);
    int w = layers.weightOffset(layer);
    int b = layers.biasOffset(layer);
    int in = shape.inFeatures();
    for (int n = 0; n < shape.outFeatures(); n++) {
      double u = parameters[b + n];
      for (int k = 0; k < in; k++) {
        u += parameters[w + n * in + k] * x[k];
      }
      y[n] = shape.activation().value(u);
      derivative[n] = shape.activation().slope(u);
    }
  }

  /** Adds one frame's gradient; the tape's last delta holds the loss's derivative by the output. */
  void backwardFrame(Tape tape, double[] sums) {
    for (int l = layers.size() - 1; l >= 0; l--) {
      LayerSpec shape = layers.get(l);
      int w = layers.weightOffset(l);
      int b = layers.biasOffset(l);
      int in = shape.inFeatures();
      double[] x = l == 0 ? tape.input : tape.value[l - 1];
      double[] dx = l == 0 ? null : tape.delta[l - 1];
      if (dx != null) {
        Arrays.fill(dx, 0);
      }
      for (int n = 0; n < shape.outFeatures(); n++) {
        double du = tape.delta[l][n] * tape.activationDerivative[l][n];
        sums[b + n] += du;
        for (int k = 0; k < in; k++) {
          sums[w + n * in + k] += du * x[k];
          if (dx != null) {
            dx[k] += du * parameters[w + n * in + k];
          }
        }
      }
    }
  }

  /** What one frame leaves behind for its backward pass. */
  static final class Tape implements Workspace {

    final double[] input;
    final double[][] value;
    final double[][] activationDerivative;
    final double[][] delta;

    Tape(Layers layers) {
      input = new double[layers.inFeatures()];
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
