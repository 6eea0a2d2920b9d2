package org.sirenaudio.export;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * An ONNX graph under construction: nodes, each named after its single output, and constants. Field
 * numbers follow <a href="https://github.com/onnx/onnx/blob/main/onnx/onnx.proto">onnx.proto</a>.
 */
final class OnnxGraph {
  static final int FLOAT = 1;
  static final int INT64 = 7;
  static final int DOUBLE = 11;

  private static final int ATTRIBUTE_INT = 2;
  private static final int ATTRIBUTE_GRAPH = 5;

  private final Message message = new Message();
  private final AtomicInteger names;

  private OnnxGraph(AtomicInteger names) {
    this.names = names;
  }

  static OnnxGraph create() {
    return new OnnxGraph(new AtomicInteger());
  }

  /** A subgraph for a node of this one; names defined here are visible to it. */
  OnnxGraph inner() {
    return new OnnxGraph(names);
  }

  /** Adds a node; {@code ""} stands for an omitted input. */
  String node(String operator, String... inputs) {
    return node(operator, List.of(), inputs);
  }

  String node(String operator, List<Message> attributes, String... inputs) {
    Message node = new Message();
    for (String input : inputs) {
      node.put(1, input);
    }
    String output = name(operator);
    node.put(2, output).put(3, output).put(4, operator);
    attributes.forEach(attribute -> node.put(5, attribute));
    message.put(1, node);
    return output;
  }

  String cast(String input, int type) {
    return node("Cast", List.of(attribute("to", type)), input);
  }

  String concat(String first, String second) {
    return node("Concat", List.of(attribute("axis", 0)), first, second);
  }

  static Message attribute(String name, long value) {
    return new Message().put(1, name).put(3, value).put(20, ATTRIBUTE_INT);
  }

  static Message attribute(String name, OnnxGraph graph) {
    return new Message().put(1, name).put(6, graph.message).put(20, ATTRIBUTE_GRAPH);
  }

  /** A constant scalar, broadcast to any shape. */
  String number(double value) {
    return tensor(new double[] {value});
  }

  String tensor(double[] values, long... shape) {
    byte[] bytes = new byte[Math.multiplyExact(Double.BYTES, values.length)];
    buffer(bytes).asDoubleBuffer().put(values);
    return constant(DOUBLE, bytes, shape.length == 0 ? new long[] {values.length} : shape);
  }

  String tensor(float[] values, long... shape) {
    byte[] bytes = new byte[Math.multiplyExact(Float.BYTES, values.length)];
    buffer(bytes).asFloatBuffer().put(values);
    return constant(FLOAT, bytes, shape.length == 0 ? new long[] {values.length} : shape);
  }

  String tensor(long... values) {
    byte[] bytes = new byte[Math.multiplyExact(Long.BYTES, values.length)];
    buffer(bytes).asLongBuffer().put(values);
    return constant(INT64, bytes, values.length);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private String constant(int type, byte[] bytes, long... shape) {
    Message tensor = new Message();
    for (long size : shape) {
      tensor.put(1, size);
    }
    String name = name("constant");
    message.put(5, tensor.put(2, type).put(8, name).put(9, bytes));
    return name;
  }

  private String name(String prefix) {
    return prefix + "_" + names.incrementAndGet();
  }

  /**
   * Declares an input.
   *
   * @param shape names of dimensions, or numbers
   */
  String input(String name, int type, String... shape) {
    message.put(11, value(name, type, shape));
    return name;
  }

  /** Declares a node's result as an output, under another name. */
  void output(String node, String name, int type, String... shape) {
    message.put(1, new Message().put(1, node).put(2, name).put(3, name).put(4, "Identity"));
    message.put(12, value(name, type, shape));
  }

  private static Message value(String name, int type, String... shape) {
    Message sizes = new Message();
    for (String size : shape) {
      boolean number = size.chars().allMatch(Character::isDigit);
      Message dimension = new Message();
      sizes.put(1, number ? dimension.put(1, Long.parseLong(size)) : dimension.put(2, size));
    }
    Message tensor = new Message().put(1, type).put(2, sizes);
    return new Message().put(1, name).put(2, new Message().put(1, tensor));
  }

  /** The finished graph. */
  Message named(String name) {
    return message.put(2, name);
  }
}
