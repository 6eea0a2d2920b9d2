package org.sirenaudio.model;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.model.NetworkStack.Shape;
import org.sirenaudio.network.Network;

/**
 * Writes the networks of a stack, tensor by tensor.
 *
 * @param prefix what the tensors' names begin with
 * @param single whether it is one network, whose tensors have no dimension for the rows
 */
record StackWriter(
    List<Segment> segments,
    StackPlan.Stack stack,
    String prefix,
    boolean single,
    TensorOutput out) {

  /**
   * So many values are collected while the networks are read, one after the other. A stack with
   * more is read several times.
   */
  private static final long MOST_VALUES = 1 << 22;

  private int rows() {
    return stack.windows().length;
  }

  void declare() {
    Shape shape = stack.shape();
    int from = 0;
    long values = 0;
    for (int p = 0; p < shape.parts(); p++) {
      if (p > from && values + rows() * shape.size(p) > MOST_VALUES) {
        declareValues(from, p);
        from = p;
        values = 0;
      }
      values += rows() * shape.size(p);
      List<Long> dimensions = new ArrayList<>(shape.dimensions(p));
      if (!single) {
        dimensions.addFirst((long) rows());
      }
      out.declare(prefix + shape.name(p), Dtype.F32, dimensions);
    }
    declareValues(from, shape.parts());
  }

  private void declareValues(int from, int to) {
    out.values(() -> write(from, to));
  }

  private void write(int from, int to) throws IOException {
    boolean atOnce = to == from + 1;
    float[][] parts = new float[to - from][];
    for (int p = from; p < to; p++) {
      parts[p - from] = new float[Math.toIntExact(stack.shape().size(p) * (atOnce ? 1 : rows()))];
    }
    for (int r = 0; r < rows(); r++) {
      copy(stack.windows()[r], from, to, parts, atOnce ? 0 : r);
      if (atOnce) {
        out.put(parts[0]);
      }
    }
    for (int p = 0; p < parts.length && !atOnce; p++) {
      out.put(parts[p]);
    }
  }

  private void copy(int window, int from, int to, float[][] parts, int row) {
    Network network = segments.get(window).network();
    Shape own = Shape.of(network.spec());
    int at = network.layers().weightOffset(network.spec().fixedLayers());
    requireFinite(network.parameters(), at, window);
    for (int p = 0; p < to; p++) {
      if (p >= from) {
        int width = stack.shape().width(p);
        int begin = (int) (row * stack.shape().size(p));
        float[] into = parts[p - from];
        Arrays.fill(into, begin, begin + (int) stack.shape().size(p), 0);
        for (int r = 0; r < own.height(p); r++) {
          System.arraycopy(
              network.parameters(), at + r * own.width(p), into, begin + r * width, own.width(p));
        }
      }
      at += (int) own.size(p);
    }
  }

  private static void requireFinite(float[] parameters, int from, int window) {
    for (int k = from; k < parameters.length; k++) {
      if (!Float.isFinite(parameters[k])) {
        throw new IllegalArgumentException(
            "parameter %d of window %d is %s".formatted(k, window, parameters[k]));
      }
    }
  }
}
