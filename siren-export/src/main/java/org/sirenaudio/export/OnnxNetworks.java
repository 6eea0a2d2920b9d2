package org.sirenaudio.export;

import static org.sirenaudio.export.OnnxGraph.DOUBLE;
import static org.sirenaudio.export.OnnxGraph.FLOAT;
import static org.sirenaudio.export.OnnxGraph.attribute;

import java.util.Arrays;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

/**
 * The networks of a model as nodes of a graph: each instant gathers the weights of its window. The
 * argument of the first sine, of a coordinate in double, is reduced to ±½ turn in double; all after
 * that is float.
 *
 * @param constants where weights go
 * @param graph where nodes go; it knows the names of {@code constants}
 */
record OnnxNetworks(OnnxGraph constants, OnnxGraph graph) {

  /**
   * Adds the outputs of windows.
   *
   * @param window the window of each instant, {@code [M]} INT64
   * @param x the instants as its coordinate, {@code [M]} DOUBLE
   * @return {@code [M, channels]} FLOAT, not scaled
   */
  String outputs(NetworkStacks stacks, String window, String x) {
    List<NetworkStack> list = stacks.list();
    if (list.size() == 1) {
      return outputs(list.getFirst(), window, x);
    }
    // Each stack answers its instants; at the end the answers go where the instants stood.
    String stack = graph.node("Gather", constants.tensor(stacks.stackOf()), window);
    String row = graph.node("Gather", constants.tensor(stacks.rowOf()), window);
    String[] places = new String[list.size()];
    String[] answers = new String[list.size()];
    for (int s = 0; s < places.length; s++) {
      places[s] = where(graph.node("Equal", stack, constants.tensor(s)));
      String rows = graph.node("Gather", row, places[s]);
      answers[s] = outputs(list.get(s), rows, graph.node("Gather", x, places[s]));
    }
    Message axis = attribute("axis", 0);
    String all = graph.node("Concat", List.of(axis), answers);
    String order = graph.node("Concat", List.of(axis), places);
    String column = graph.node("Unsqueeze", order, constants.tensor(1));
    return graph.node("ScatterND", all, column, all);
  }

  /** Where a condition {@code [M]} holds: {@code [K]} INT64. */
  String where(String condition) {
    return graph.node("Reshape", graph.node("NonZero", condition), constants.tensor(-1));
  }

  private String outputs(NetworkStack stack, String row, String x) {
    NetworkSpec spec = stack.spec();
    String rows = stack.rows() == 1 ? null : row;
    String column = graph.node("Unsqueeze", x, constants.tensor(1));
    int octaves = NetworkStack.octaves(spec);
    String h = octaves > 0 ? encoded(column, octaves) : first(stack, rows, column);
    for (int l = octaves > 0 ? 0 : 1; l < stack.layers(); l++) {
      String u = linear(stack, l, rows, h);
      h = l == stack.layers() - 1 ? u : activated(stack, l, rows, u);
    }
    return h;
  }

  /** {@code sin, cos(2^k·π·x)}, {@code [M, 1]} to {@code [M, 2·octaves]}. */
  private String encoded(String x, int octaves) {
    double[] turns = new double[2 * octaves];
    double[] offsets = new double[2 * octaves];
    for (int k = 0; k < turns.length; k++) {
      turns[k] = Math.scalb(0.5, k / 2);
      offsets[k] = 0.25 * (k % 2);
    }
    String scaled = graph.node("Mul", x, constants.tensor(turns));
    return sineOfTurns(graph.node("Add", scaled, constants.tensor(offsets)));
  }

  /** The first layer on the coordinate itself, {@code [M, 1]} DOUBLE to {@code [M, hidden]}. */
  private String first(NetworkStack stack, @Nullable String rows, String x) {
    int hidden = stack.outFeatures(0);
    String weight = rows(constants.tensor(stack.weights(0), stack.rows(), hidden), rows);
    String bias = rows(constants.tensor(stack.biases(0), stack.rows(), hidden), rows);
    String product = graph.node("Mul", graph.cast(weight, DOUBLE), x);
    String u = graph.node("Add", product, graph.cast(bias, DOUBLE));
    return switch (stack.spec().nonlinearity()) {
      case Nonlinearity.Sine sine -> {
        String turns = omega(stack, rows, spec -> spec.firstOmega0() / (2 * Math.PI), DOUBLE);
        yield sineOfTurns(graph.node("Mul", u, turns));
      }
      case Nonlinearity.Relu relu -> graph.node("Relu", graph.cast(u, FLOAT));
    };
  }

  private String sineOfTurns(String turns) {
    String reduced = graph.node("Sub", turns, graph.node("Round", turns));
    String radians = graph.node("Mul", reduced, constants.number(2 * Math.PI));
    return graph.node("Sin", graph.cast(radians, FLOAT));
  }

  private String activated(NetworkStack stack, int layer, @Nullable String rows, String u) {
    return switch (stack.spec().nonlinearity()) {
      case Nonlinearity.Sine sine -> {
        ToDoubleFunction<NetworkSpec> number =
            layer == 0 ? NetworkSpec::firstOmega0 : NetworkSpec::hiddenOmega0;
        yield graph.node("Sin", graph.node("Mul", u, omega(stack, rows, number, FLOAT)));
      }
      case Nonlinearity.Relu relu -> graph.node("Relu", u);
    };
  }

  /** {@code W·h + b}, {@code [M, in]} to {@code [M, out]}. */
  private String linear(NetworkStack stack, int layer, @Nullable String rows, String h) {
    int in = stack.inFeatures(layer);
    int out = stack.outFeatures(layer);
    float[] values = stack.weights(layer);
    String bias = rows(constants.tensor(stack.biases(layer), stack.rows(), out), rows);
    String product;
    if (rows == null) {
      product = graph.node("MatMul", h, constants.tensor(transposed(values, out, in), in, out));
    } else if (out == 1) {
      String weight = rows(constants.tensor(values, stack.rows(), in), rows);
      product = graph.node("ReduceSum", graph.node("Mul", weight, h), constants.tensor(1));
    } else {
      String weight = rows(constants.tensor(values, stack.rows(), out, in), rows);
      String column = graph.node("Unsqueeze", h, constants.tensor(2));
      String each = graph.node("MatMul", weight, column);
      product = graph.node("Squeeze", each, constants.tensor(2));
    }
    return graph.node("Add", product, bias);
  }

  private static float[] transposed(float[] values, int rows, int columns) {
    float[] result = new float[values.length];
    for (int i = 0; i < values.length; i++) {
      result[i % columns * rows + i / columns] = values[i];
    }
    return result;
  }

  private String rows(String tensor, @Nullable String rows) {
    return rows == null ? tensor : graph.node("Gather", tensor, rows);
  }

  /** A number of each network, {@code [M, 1]}, or {@code [1]} where it is the same in all. */
  private String omega(
      NetworkStack stack, @Nullable String rows, ToDoubleFunction<NetworkSpec> number, int type) {
    double[] all = stack.numbers(number);
    boolean same = Arrays.stream(all).allMatch(value -> value == all[0]);
    String each =
        same ? constants.number(all[0]) : rows(constants.tensor(all, all.length, 1), rows);
    return type == DOUBLE ? each : graph.cast(each, type);
  }
}
