package org.sirenaudio.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.sirenaudio.model.NetworkStack.Shape;
import org.sirenaudio.network.Network;

/**
 * Writes the networks of a stack, tensor by tensor.
 *
 * @param prefix of the tensors' names
 * @param single whether it is one network, whose tensors have no row dimension
 */
record StackWriter(
    List<Segment> segments,
    StackPlan.Stack stack,
    WeightType weights,
    String prefix,
    boolean single,
    TensorOutput out) {

  /**
   * Values buffered while the networks are read one by one. A larger stack is read several times.
   */
  private static final long MOST_VALUES = 1 << 22;

  private int rows() {
    return stack.windows().length;
  }

  private int parts() {
    return stack.shape().parts();
  }

  /** Declares the four-byte tensors: steps and unrounded parts. */
  void declareFloats() {
    if (weights == WeightType.I16) {
      out.declare(prefix + NetworkStack.SCALES, Dtype.F32, dimensions(List.of((long) parts())));
      out.values(this::writeScales);
    }
    declare(Dtype.F32, false);
  }

  /** Declares the two-byte tensors. */
  void declareWholeNumbers() {
    declare(Dtype.I16, true);
  }

  private void declare(Dtype dtype, boolean whole) {
    Shape shape = stack.shape();
    List<Integer> together = new ArrayList<>();
    long values = 0;
    for (int p : IntStream.range(0, parts()).filter(p -> whole == isWhole(p)).toArray()) {
      if (!together.isEmpty() && values + rows() * shape.size(p) > MOST_VALUES) {
        declareValues(together, dtype);
        together.clear();
        values = 0;
      }
      together.add(p);
      values += rows() * shape.size(p);
      out.declare(prefix + shape.name(p), dtype, dimensions(shape.dimensions(p)));
    }
    if (!together.isEmpty()) {
      declareValues(together, dtype);
    }
  }

  private boolean isWhole(int part) {
    return weights.isWhole(part, parts());
  }

  private List<Long> dimensions(List<Long> ofOne) {
    List<Long> dimensions = new ArrayList<>(ofOne);
    if (!single) {
      dimensions.addFirst((long) rows());
    }
    return dimensions;
  }

  private void declareValues(List<Integer> parts, Dtype dtype) {
    List<Integer> together = List.copyOf(parts);
    out.values(() -> write(together, dtype));
  }

  private void writeScales() throws IOException {
    float[] steps = new float[parts()];
    for (int window : stack.windows()) {
      Network network = checked(window);
      Shape own = Shape.of(network.spec());
      int at = begin(network);
      for (int p = 0; p < steps.length; p++) {
        int end = at + (int) own.size(p);
        steps[p] = isWhole(p) ? WeightType.step(network.parameters(), at, end) : 1;
        at = end;
      }
      out.put(steps);
    }
  }

  private void write(List<Integer> parts, Dtype dtype) throws IOException {
    boolean atOnce = parts.size() == 1;
    float[][] values = new float[parts.size()][];
    for (int k = 0; k < values.length; k++) {
      long size = stack.shape().size(parts.get(k));
      values[k] = new float[Math.toIntExact(size * (atOnce ? 1 : rows()))];
    }
    for (int r = 0; r < rows(); r++) {
      copy(stack.windows()[r], parts, values, atOnce ? 0 : r);
      if (atOnce) {
        put(dtype, values[0]);
      }
    }
    for (int k = 0; k < values.length && !atOnce; k++) {
      put(dtype, values[k]);
    }
  }

  private void put(Dtype dtype, float[] values) throws IOException {
    if (dtype == Dtype.F32) {
      out.put(values);
      return;
    }
    for (float value : values) {
      out.put(dtype, value);
    }
  }

  /** Copies some parts of a network into their rows; rounded parts as integers. */
  private void copy(int window, List<Integer> parts, float[][] into, int row) {
    Network network = checked(window);
    Shape own = Shape.of(network.spec());
    int at = begin(network);
    for (int p = 0; p <= parts.getLast(); p++) {
      int k = parts.indexOf(p);
      int end = at + (int) own.size(p);
      if (k >= 0) {
        int width = stack.shape().width(p);
        int begin = (int) (row * stack.shape().size(p));
        Arrays.fill(into[k], begin, begin + (int) stack.shape().size(p), 0);
        float step = isWhole(p) ? WeightType.step(network.parameters(), at, end) : 1;
        for (int r = 0; r < own.height(p); r++) {
          int first = begin + r * width;
          System.arraycopy(
              network.parameters(), at + r * own.width(p), into[k], first, own.width(p));
          for (int i = first; isWhole(p) && i < first + own.width(p); i++) {
            into[k][i] = Math.round(into[k][i] / step);
          }
        }
      }
      at = end;
    }
  }

  private static int begin(Network network) {
    return network.layers().weightOffset(network.spec().fixedLayers());
  }

  private Network checked(int window) {
    Network network = segments.get(window).network();
    float[] parameters = network.parameters();
    for (int k = begin(network); k < parameters.length; k++) {
      if (!Float.isFinite(parameters[k])) {
        throw new IllegalArgumentException(
            "parameter %d of window %d is %s".formatted(k, window, parameters[k]));
      }
    }
    return network;
  }
}
