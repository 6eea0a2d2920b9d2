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
 * argument of the first sine, with a coordinate in double, is reduced to ±½ turn in double;
 * everything after that is float.
 *
 * @param constants graph for the weights
 * @param graph for the nodes; sees the names of {@code constants}
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
    // Each stack evaluates its instants; finally the outputs are scattered back to the instants'
    // positions.
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

  /** The indices where a condition {@code [M]} holds: {@code [K]} INT64. */
  String where(String condition) {
    return graph.node("Reshape", graph.node("NonZero", condition), constants.tensor(-1));
  }

  private String outputs(NetworkStack stack, String row, String x) {
    NetworkSpec spec = stack.spec();
    String rows = stack.rows() == 1 ? null : row;
    String column = graph.node("Unsqueeze", x, constants.tensor(1));
    boolean encoded = spec.fixedLayers() > 0;
    String h = encoded ? encoded(stack, rows, column) : first(stack, rows, column);
    for (int l = encoded ? 0 : 1; l < stack.layers(); l++) {
      String u = linear(stack, l, rows, h);
      h = l == stack.layers() - 1 ? u : wave(stack, l, rows, u, FLOAT);
    }
    return h;
  }

  /** Sines of fixed frequencies and phases, {@code [M, 1]} to {@code [M, features]}. */
  private String encoded(NetworkStack stack, @Nullable String rows, String x) {
    double[] turns = stack.encodedTurns();
    double[] phases = stack.encodedPhases();
    boolean same = true;
    for (int i = 0; i < turns.length; i++) {
      same &= turns[i] == turns[i % phases.length];
    }
    String each =
        same
            ? constants.tensor(Arrays.copyOf(turns, phases.length))
            : rows(constants.tensor(turns, stack.rows(), phases.length), rows);
    String scaled = graph.node("Mul", x, each);
    return sineOfTurns(graph.node("Add", scaled, constants.tensor(phases)));
  }

  /** The first layer on the coordinate itself, {@code [M, 1]} DOUBLE to {@code [M, hidden]}. */
  private String first(NetworkStack stack, @Nullable String rows, String x) {
    int hidden = stack.outFeatures(0);
    String weight = rows(constants.tensor(stack.weights(0), stack.rows(), hidden), rows);
    String bias = rows(constants.tensor(stack.biases(0), stack.rows(), hidden), rows);
    String product = graph.node("Mul", graph.cast(weight, DOUBLE), x);
    String u = graph.node("Add", product, graph.cast(bias, DOUBLE));
    return wave(stack, 0, rows, u, DOUBLE);
  }

  private String sineOfTurns(String turns) {
    return graph.node("Sin", reduced(turns));
  }

  /** Turns in double as radians within ±π in float. */
  private String reduced(String turns) {
    String reduced = graph.node("Sub", turns, graph.node("Round", turns));
    String radians = graph.node("Mul", reduced, constants.number(2 * Math.PI));
    return graph.cast(radians, FLOAT);
  }

  /**
   * The activation of a layer's linear part u.
   *
   * @param type of u: DOUBLE values are large, so phases are reduced to one turn
   */
  private String wave(NetworkStack stack, int layer, @Nullable String rows, String u, int type) {
    return switch (stack.spec().nonlinearity()) {
      case Nonlinearity.Sine sine -> graph.node("Sin", phase(stack, layer, rows, u, type));
      case Nonlinearity.Finer finer -> {
        String one = number(1, type);
        String stretched = graph.node("Mul", graph.node("Add", graph.node("Abs", u), one), u);
        yield graph.node("Sin", phase(stack, layer, rows, stretched, type));
      }
      case Nonlinearity.Hosc hosc -> {
        String sine = graph.node("Sin", phase(stack, layer, rows, u, type));
        String sharp = omega(stack, rows, spec -> spec.nonlinearity().shape(), FLOAT);
        yield graph.node("Tanh", graph.node("Mul", sine, sharp));
      }
      case Nonlinearity.Gaussian gaussian ->
          bell(graph.node("Mul", u, omega(stack, rows, factor(layer, 1), type)), type);
      case Nonlinearity.Gabor gabor -> {
        String wave = graph.node("Cos", phase(stack, layer, rows, u, type));
        String z =
            graph.node("Mul", u, omega(stack, rows, spec -> spec.nonlinearity().shape(), type));
        yield graph.node("Mul", wave, bell(z, type));
      }
      case Nonlinearity.Relu relu -> graph.node("Relu", type == DOUBLE ? graph.cast(u, FLOAT) : u);
      default -> throw NetworkStack.unknown(stack.spec().nonlinearity(), "onnx");
    };
  }

  /** omega · u in float, within ±π if u is in double. */
  private String phase(NetworkStack stack, int layer, @Nullable String rows, String u, int type) {
    if (type == DOUBLE) {
      String turns = omega(stack, rows, factor(layer, 2 * Math.PI), DOUBLE);
      return reduced(graph.node("Mul", u, turns));
    }
    return graph.node("Mul", u, omega(stack, rows, factor(layer, 1), FLOAT));
  }

  private static ToDoubleFunction<NetworkSpec> factor(int layer, double unit) {
    return spec -> (layer == 0 ? spec.firstOmega0() : spec.hiddenOmega0()) / unit;
  }

  /** {@code exp(−z²)} in float. */
  private String bell(String z, int type) {
    String small = type == DOUBLE ? graph.cast(z, FLOAT) : z;
    return graph.node("Exp", graph.node("Neg", graph.node("Mul", small, small)));
  }

  private String number(double value, int type) {
    String number = constants.number(value);
    return type == DOUBLE ? number : graph.cast(number, type);
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

  /** A number per network, {@code [M, 1]}, or {@code [1]} if it is the same in all. */
  private String omega(
      NetworkStack stack, @Nullable String rows, ToDoubleFunction<NetworkSpec> number, int type) {
    double[] all = stack.numbers(number);
    boolean same = Arrays.stream(all).allMatch(value -> value == all[0]);
    String each =
        same ? constants.number(all[0]) : rows(constants.tensor(all, all.length, 1), rows);
    return type == DOUBLE ? each : graph.cast(each, type);
  }
}
