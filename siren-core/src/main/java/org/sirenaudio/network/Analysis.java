package org.sirenaudio.network;

import java.util.ArrayList;
import java.util.List;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/**
 * A network from inside, in double: every layer's output, and exact first and second derivatives by
 * the coordinate. Derivatives are carried forward with the values (second-order Taylor arithmetic):
 * for {@code y = f(u)}, {@code y' = f'(u) u'} and {@code y'' = f''(u) u'² + f'(u) u''}.
 */
final class Analysis {

  private final Layers layers;
  private final int fixed;
  private final float[] parameters;

  private Analysis(Network network) {
    layers = network.layers();
    fixed = network.spec().fixedLayers();
    parameters = network.parameters();
  }

  static Analysis of(Network network) {
    return new Analysis(network);
  }

  List<LayerTrace> trace(double[][][] coordinates) {
    List<LayerTrace> traces = new ArrayList<>();
    double[][][] x = coordinates;
    for (int l = 0; l < layers.size(); l++) {
      double[][][] y = new double[x.length][][];
      for (int b = 0; b < x.length; b++) {
        y[b] = new double[x[b].length][];
        for (int i = 0; i < x[b].length; i++) {
          y[b][i] = layer(l, new double[][] {x[b][i]})[0];
        }
      }
      traces.add(new LayerTrace(l < fixed ? "encoding" : "net." + (l - fixed), y));
      x = y;
    }
    return traces;
  }

  double[][][] derivative(double[][][] coordinates, int order) {
    if (layers.inFeatures() != 1) {
      throw new IllegalArgumentException(
          "derivatives are by one coordinate; the network has " + layers.inFeatures());
    }
    if (order < 0 || order > 2) {
      throw new IllegalArgumentException("derivatives of order 0, 1 and 2, not " + order);
    }
    double[][][] result = new double[coordinates.length][][];
    for (int b = 0; b < coordinates.length; b++) {
      result[b] = new double[coordinates[b].length][];
      for (int i = 0; i < coordinates[b].length; i++) {
        double[][] jet = {coordinates[b][i], {1}, {0}};
        for (int l = 0; l < layers.size(); l++) {
          jet = layer(l, jet);
        }
        result[b][i] = jet[order];
      }
    }
    return result;
  }

  /** One layer on a value and, where given, its first and second derivatives. */
  private double[][] layer(int l, double[][] x) {
    LayerSpec shape = layers.get(l);
    int out = shape.outFeatures();
    double[][] u = new double[x.length][out];
    for (int d = 0; d < x.length; d++) {
      for (int n = 0; n < out; n++) {
        double sum = d == 0 ? parameters[layers.biasOffset(l) + n] : 0;
        int row = layers.weightOffset(l) + n * shape.inFeatures();
        for (int k = 0; k < shape.inFeatures(); k++) {
          sum += parameters[row + k] * x[d][k];
        }
        u[d][n] = sum;
      }
    }
    for (int n = 0; n < out; n++) {
      activate(shape, u, n);
    }
    return u;
  }

  private static void activate(LayerSpec shape, double[][] u, int n) {
    double value = u[0][n];
    u[0][n] = shape.activation().value(value);
    if (u.length == 3) {
      double f1 = shape.activation().slope(value);
      double f2 = shape.activation().curvature(value);
      u[2][n] = f2 * u[1][n] * u[1][n] + f1 * u[2][n];
      u[1][n] = f1 * u[1][n];
    }
  }
}
