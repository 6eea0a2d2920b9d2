package org.sirenaudio.kernel;

import java.util.Arrays;
import org.sirenaudio.layer.Layers;

/** The system from one gradient per point and output, factorised by the textbook algorithm. */
final class ScalarNormalEquations implements NormalEquations {

  private NetworkKernel network;
  private NetworkKernel.Workspace workspace;
  private ScalarNetwork.DoubleGradient gradient;
  private int size;
  private double[][] gram;
  private double[] right;

  ScalarNormalEquations(Layers layers) {
    network = new ScalarNetwork(layers);
    workspace = network.workspace();
    gradient = new ScalarNetwork.DoubleGradient(layers.parameterCount());
    size = layers.parameterCount();
    gram = new double[size][size];
    right = new double[size];
  }

  @Override
  public void use(Layers layers) {
    if (layers.equals(network.layers())) {
      return;
    }
    network = new ScalarNetwork(layers);
    workspace = network.workspace();
    if (size != layers.parameterCount()) {
      size = layers.parameterCount();
      gradient = new ScalarNetwork.DoubleGradient(size);
      gram = new double[size][size];
      right = new double[size];
    }
  }

  @Override
  public double linearise(float[] parameters, Points points) {
    network.load(parameters);
    for (double[] row : gram) {
      Arrays.fill(row, 0);
    }
    Arrays.fill(right, 0);
    int outputs = network.layers().outFeatures();
    float[] error = new float[outputs];
    double total = 0;
    for (int t = 0; t < points.count(); t++) {
      for (int o = 0; o < outputs; o++) {
        int output = o;
        gradient.clear();
        double loss =
            network.backward(
                workspace,
                points.coordinates(),
                (from, frames, y, dy) -> {
                  double half = points.errors(from, frames, y, error);
                  Arrays.fill(dy, 0, outputs, 0);
                  dy[output] = 1;
                  return half;
                },
                t,
                1,
                gradient);
        total += o == 0 ? loss : 0;
        double[] row = gradient.values;
        for (int i = 0; i < size; i++) {
          right[i] += row[i] * error[o];
          for (int j = 0; j <= i; j++) {
            gram[i][j] += row[i] * row[j];
          }
        }
      }
    }
    return total;
  }

  @Override
  public double evaluate(float[] parameters, Points points) {
    return errors(parameters, points, new float[points.targets().length]);
  }

  @Override
  public float[] residuals(float[] parameters, Points points) {
    float[] residuals = new float[points.targets().length];
    errors(parameters, points, residuals);
    return residuals;
  }

  private double errors(float[] parameters, Points points, float[] residuals) {
    network.load(parameters);
    float[] output = new float[points.channels()];
    float[] error = new float[points.channels()];
    double total = 0;
    for (int t = 0; t < points.count(); t++) {
      network.forward(workspace, points.coordinates(), t, 1, output, 0);
      total += points.errors(t, 1, output, error);
      System.arraycopy(error, 0, residuals, t * error.length, error.length);
    }
    return total;
  }

  @Override
  public double solve(double damping, float[] step) {
    double[] added = damping(network.layers(), damping);
    double[][] factor = new double[size][size];
    double[] x = new double[size];
    for (int i = 0; i < size; i++) {
      for (int j = 0; j <= i; j++) {
        double sum = gram[i][j] + (i == j ? added[i] : 0);
        for (int k = 0; k < j; k++) {
          sum -= factor[i][k] * factor[j][k];
        }
        factor[i][j] = i == j ? Math.sqrt(sum) : sum / factor[j][j];
      }
      x[i] = right[i];
      for (int k = 0; k < i; k++) {
        x[i] -= factor[i][k] * x[k];
      }
      x[i] /= factor[i][i];
    }
    for (int i = size - 1; i >= 0; i--) {
      for (int k = i + 1; k < size; k++) {
        x[i] -= factor[k][i] * x[k];
      }
      x[i] /= factor[i][i];
      step[i] = (float) x[i];
    }
    return gain(added, right, step);
  }

  /**
   * The diagonal to add: Levenberg's damping, in effective units. A step is measured by how far it
   * moves omega0 · W and omega0 · b, the arguments of the sines. Damping by the curvature itself
   * (Marquardt) lets nearly irrelevant parameters move so far that the sines they feed turn to
   * noise: on windows of Bach such fits stop at 15 dB where these exceed 50.
   */
  static double[] damping(Layers layers, double factor) {
    double[] added = new double[layers.parameterCount()];
    for (int l = 0; l < layers.size(); l++) {
      double omega = layers.get(l).omega0();
      for (int i = layers.weightOffset(l); i < layers.weightOffset(l + 1); i++) {
        added[i] = factor * omega * omega;
      }
    }
    return added;
  }

  /**
   * The predicted reduction, {@code ½ stepᵀ (added ∘ step + Jᵀe)} (Madsen, Nielsen, Tingleff 2004,
   * equation 3.14).
   */
  static double gain(double[] added, double[] right, float[] step) {
    double sum = 0;
    for (int i = 0; i < added.length; i++) {
      sum += step[i] * (added[i] * step[i] + right[i]);
    }
    return 0.5 * sum;
  }
}
