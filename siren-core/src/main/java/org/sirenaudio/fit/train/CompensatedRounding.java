package org.sirenaudio.fit.train;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import org.sirenaudio.dsp.SymmetricSystem;
import org.sirenaudio.fit.data.WindowTargets;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.model.WeightType;
import org.sirenaudio.network.Network;

/**
 * Rounds the frequencies and phases of a network of one sine layer one by one, each time adjusting
 * those not yet rounded to minimise the change of the output: with H = JᵀJ and a rounding error e
 * of parameter q, the others change by {@code −e·H⁻¹[·, q] / H⁻¹[q, q]} (Hassibi and Stork 1993,
 * "Optimal brain surgeon"; Frantar and Alistarh 2022, "Optimal brain compression", section 4). The
 * most sensitive ones go first, while most parameters can still compensate.
 */
final class CompensatedRounding {

  /** Damping of H, relative to its diagonal. */
  private static final double RIDGE = 1e-3;

  private final Network network;
  private final WindowTargets targets;
  private final double omega;
  private final int features;
  private final int channels;
  private final int weights;
  private final int biases;
  private final int last;

  /** {@code [parameters][parameters]}: the inverse of H over the parameters not yet rounded. */
  private double[][] inverse = {};

  private final double[] values;

  private CompensatedRounding(Network network, WindowTargets targets) {
    this.network = network;
    this.targets = targets;
    Layers layers = network.layers();
    omega = network.spec().firstOmega0();
    features = network.spec().hiddenFeatures();
    channels = targets.channels();
    weights = layers.weightOffset(0);
    biases = layers.biasOffset(0);
    last = layers.weightOffset(1);
    float[] parameters = network.parameters();
    values = IntStream.range(0, parameters.length).mapToDouble(i -> parameters[i]).toArray();
  }

  /** The network with rounded hidden weights and biases; the final layer keeps full precision. */
  static Network of(Network network, WindowTargets targets) {
    return new CompensatedRounding(network, targets).rounded();
  }

  private Network rounded() {
    double[][] products = products();
    double[] sensitivity = new double[values.length];
    for (int a = 0; a < values.length; a++) {
      sensitivity[a] = products[a][a];
      products[a][a] = products[a][a] > 0 ? products[a][a] * (1 + RIDGE) : 1;
    }
    inverse = SymmetricSystem.of(products, 0).inverse();
    round(weights, biases, sensitivity);
    round(biases, biases + features, sensitivity);
    float[] parameters = new float[values.length];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) values[i];
    }
    return Network.of(network.spec(), parameters);
  }

  /** The Gram matrix of the output's derivatives by the parameters, over all points. */
  private double[][] products() {
    double[][] products = new double[values.length][values.length];
    double[] sines = new double[features];
    double[] cosines = new double[features];
    double[] row = new double[values.length];
    for (int i = 0; i < targets.points(); i++) {
      double x = targets.coordinate(i);
      for (int f = 0; f < features; f++) {
        double phase = omega * (values[weights + f] * x + values[biases + f]);
        sines[f] = Math.sin(phase);
        cosines[f] = omega * Math.cos(phase);
      }
      for (int c = 0; c < channels; c++) {
        Arrays.fill(row, 0);
        for (int f = 0; f < features; f++) {
          double slope = values[last + c * features + f] * cosines[f];
          row[weights + f] = slope * x;
          row[biases + f] = slope;
          row[last + c * features + f] = sines[f];
        }
        row[last + channels * features + c] = 1;
        for (int a = 0; a < row.length; a++) {
          double factor = row[a];
          if (factor != 0) {
            double[] sums = products[a];
            for (int b = 0; b <= a; b++) {
              sums[b] += factor * row[b];
            }
          }
        }
      }
    }
    return products;
  }

  private void round(int from, int to, double[] sensitivity) {
    float[] now = new float[to - from];
    for (int i = 0; i < now.length; i++) {
      now[i] = (float) values[from + i];
    }
    double step = WeightType.step(now, 0, now.length);
    IntStream.range(from, to)
        .boxed()
        .sorted(Comparator.comparingDouble((Integer q) -> -sensitivity[q]))
        .forEach(q -> round(q, step));
  }

  private void round(int q, double step) {
    double[] column = inverse[q].clone();
    double whole = Math.clamp(Math.rint(values[q] / step), -Short.MAX_VALUE, Short.MAX_VALUE);
    double error = values[q] - whole * step;
    if (column[q] > 0) {
      double factor = error / column[q];
      for (int k = 0; k < values.length; k++) {
        values[k] -= factor * column[k];
      }
      for (int k = 0; k < values.length; k++) {
        double part = column[k] / column[q];
        if (part != 0) {
          for (int j = 0; j < values.length; j++) {
            inverse[k][j] -= part * column[j];
          }
        }
      }
    }
    for (int k = 0; k < values.length; k++) {
      inverse[q][k] = 0;
      inverse[k][q] = 0;
    }
    values[q] = whole * step;
  }
}
