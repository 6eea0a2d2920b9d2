package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.FloatBuffer;
import java.util.List;
import java.util.stream.LongStream;

/**
 * A named array of float32 values in row-major order.
 *
 * @param name any text except {@code __metadata__}, which the file format reserves
 * @param shape sizes of the dimensions; empty for a scalar, a zero for a tensor without values
 * @param values as many as the product of the sizes, from the buffer's position to its limit; live,
 *     not a copy
 */
public record Tensor(String name, List<Long> shape, FloatBuffer values) {
  /** More than NumPy or PyTorch support. */
  static final int MAX_DIMENSIONS = 64;

  /**
   * Checks consistency.
   *
   * @throws IllegalArgumentException if shape and values do not match, there are more than {@value
   *     #MAX_DIMENSIONS} dimensions, or the name is reserved or not Unicode text
   */
  public Tensor {
    requireName(name);
    shape = List.copyOf(shape);
    if (shape.size() > MAX_DIMENSIONS) {
      throw new IllegalArgumentException(
          "tensor " + name + " of " + shape.size() + " dimensions, the limit is " + MAX_DIMENSIONS);
    }
    if (count(shape) != values.remaining()) {
      throw new IllegalArgumentException(
          "tensor " + name + " of shape " + shape + " with " + values.remaining() + " values");
    }
  }

  /**
   * A tensor of the given shape; no sizes for a scalar.
   *
   * @throws IllegalArgumentException if the shape does not match, or the name is reserved or not
   *     Unicode text
   */
  public static Tensor of(String name, float[] data, long... shape) {
    return of(name, FloatBuffer.wrap(data), shape);
  }

  /**
   * A tensor of the given shape whose values are part of a larger array; no sizes for a scalar.
   *
   * @throws IllegalArgumentException as above
   */
  public static Tensor of(String name, FloatBuffer values, long... shape) {
    return new Tensor(name, LongStream.of(shape).boxed().toList(), values);
  }

  /** A copy of the values. */
  public float[] data() {
    float[] data = new float[values.remaining()];
    copyTo(data, 0);
    return data;
  }

  /** Copies the values to an array, from {@code at}. */
  void copyTo(float[] into, int at) {
    values.get(values.position(), into, at, values.remaining());
  }

  /** Bytes of the values as float32. */
  long bytes() {
    return (long) values.remaining() * Float.BYTES;
  }

  /**
   * Number of values of a shape.
   *
   * @throws IllegalArgumentException if a size is negative or the product exceeds a long
   */
  static long count(List<Long> shape) {
    long count = 1;
    for (long size : shape) {
      if (size < 0) {
        throw new IllegalArgumentException("negative size in shape " + shape);
      }
      try {
        count = Math.multiplyExact(count, size);
      } catch (ArithmeticException e) {
        throw new IllegalArgumentException("more values in shape " + shape + " than a long", e);
      }
    }
    return count;
  }

  /** Index of the first value that is NaN or infinite, or −1. */
  int firstNotFinite() {
    for (int i = 0; i < values.remaining(); i++) {
      if (!Float.isFinite(values.get(values.position() + i))) {
        return i;
      }
    }
    return -1;
  }

  private static void requireName(String name) {
    if (name.equals(SafetensorsHeader.METADATA)) {
      throw new IllegalArgumentException("a tensor name must not be " + name);
    }
    if (!isText(name)) {
      throw new IllegalArgumentException("unpaired surrogate in the tensor name " + name);
    }
  }

  /**
   * Whether the string is valid Unicode without unpaired surrogates, so that a file can store it.
   */
  static boolean isText(String string) {
    return UTF_8.newEncoder().canEncode(string);
  }
}
