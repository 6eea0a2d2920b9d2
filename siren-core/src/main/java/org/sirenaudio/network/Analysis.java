package org.sirenaudio.network;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.layer.Activation;
import org.sirenaudio.layer.Jet;
import org.sirenaudio.layer.Joint;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/**
 * Analyses a network in double precision: every layer's output, and exact first and second
 * derivatives with respect to the coordinate. Derivatives are propagated with the values
 * (second-order Taylor arithmetic): for {@code y = f(u)}, {@code y' = f'(u) u'} and {@code y'' =
 * f''(u) u'² + f'(u) u''}.
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
    for (int l = 0; l < layers.size(); l++) {
      double[][][] y = new double[coordinates.length][][];
      for (int b = 0; b < coordinates.length; b++) {
        y[b] = new double[coordinates[b].length][layers.get(l).outFeatures()];
      }
      traces.add(new LayerTrace(l < fixed ? "encoding" : "net." + (l - fixed), y));
    }
    for (int b = 0; b < coordinates.length; b++) {
      for (int i = 0; i < coordinates[b].length; i++) {
        Jet[][] given = layerByLayer(coordinates[b][i], 0);
        for (int l = 0; l < layers.size(); l++) {
          double[] values = traces.get(l).values()[b][i];
          for (int n = 0; n < values.length; n++) {
            values[n] = given[l][n].value();
          }
        }
      }
    }
    return traces;
  }

  double[][][] derivative(double[][][] coordinates, int order) {
    if (layers.inFeatures() != 1) {
      throw new IllegalArgumentException(
          "derivatives are with respect to one coordinate; the network has " + layers.inFeatures());
    }
    if (order < 0 || order > 2) {
      throw new IllegalArgumentException("derivatives must be of order 0, 1 or 2, not " + order);
    }
    double[][][] result = new double[coordinates.length][][];
    for (int b = 0; b < coordinates.length; b++) {
      result[b] = new double[coordinates[b].length][];
      for (int i = 0; i < coordinates[b].length; i++) {
        Jet[] y = layerByLayer(coordinates[b][i], 1)[layers.size() - 1];
        result[b][i] = new double[y.length];
        for (int o = 0; o < y.length; o++) {
          result[b][i][o] =
              switch (order) {
                case 0 -> y[o].value();
                case 1 -> y[o].first();
                default -> y[o].second();
              };
        }
      }
    }
    return result;
  }

  /**
   * The outputs of every layer at a coordinate.
   *
   * @param rate the coordinate's first derivative
   */
  private Jet[][] layerByLayer(double[] coordinate, double rate) {
    Jet[] x = new Jet[coordinate.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = new Jet(coordinate[i], rate, 0);
    }
    Jet[][] given = new Jet[layers.size()][];
    for (int l = 0; l < given.length; l++) {
      given[l] = activated(l, linear(l, x), given[0]);
      x = given[l];
    }
    return given;
  }

  private Jet[] linear(int l, Jet[] x) {
    LayerSpec shape = layers.get(l);
    Jet[] u = new Jet[shape.rows()];
    if (shape.activation() instanceof Activation.Grid grid) {
      interpolate(grid, x[0], layers.biasOffset(l), u);
      return u;
    }
    for (int n = 0; n < u.length; n++) {
      double value = parameters[layers.biasOffset(l) + n];
      double first = 0;
      double second = 0;
      for (int k = 0; k < shape.inFeatures(); k++) {
        double weight =
            shape.weightSign(n, k) * parameters[layers.weightOffset(l) + shape.weightIndex(n, k)];
        value += weight * x[k].value();
        first += weight * x[k].first();
        second += weight * x[k].second();
      }
      u[n] = new Jet(value, first, second);
    }
    return u;
  }

  private void interpolate(Activation.Grid grid, Jet x, int bias, Jet[] u) {
    int first = 0;
    for (int level = 0; level < grid.cells().size(); level++) {
      int at = (first + grid.cell(level, x.value())) * grid.features();
      double part = grid.part(level, x.value());
      for (int f = 0; f < grid.features(); f++) {
        double low = parameters[at + f];
        double rise = parameters[at + grid.features() + f] - low;
        double slope = rise * grid.cells().get(level) / 2;
        int n = level * grid.features() + f;
        u[n] =
            new Jet(
                parameters[bias + n] + low + part * rise, slope * x.first(), slope * x.second());
      }
      first += grid.cells().get(level) + 1;
    }
  }

  /** {@code filters} is the first layer's output, unless this is the first. */
  private Jet[] activated(int l, Jet[] u, Jet @Nullable [] filters) {
    LayerSpec shape = layers.get(l);
    Jet[] y = new Jet[shape.outFeatures()];
    switch (shape.activation()) {
      case Activation.Pointwise f -> Arrays.setAll(y, n -> u[n].through(f));
      case Activation.Grid grid -> System.arraycopy(u, 0, y, 0, y.length);
      case Activation.Filtered(int block) -> {
        Jet[] all = Objects.requireNonNull(filters);
        Arrays.setAll(y, n -> u[n].times(all[block * y.length + n]));
      }
      case Joint joint -> {
        int width = shape.blockRows();
        Jet[] taken = new Jet[joint.inputs()];
        Jet[] given = new Jet[joint.outputs()];
        for (int n = 0; n < width; n++) {
          for (int i = 0; i < taken.length; i++) {
            taken[i] = u[i * width + n];
          }
          joint.apply(taken, given);
          for (int o = 0; o < given.length; o++) {
            y[o * width + n] = given[o];
          }
        }
      }
    }
    return y;
  }
}
