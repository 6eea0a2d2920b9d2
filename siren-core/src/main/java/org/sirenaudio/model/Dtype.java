package org.sirenaudio.model;

import java.nio.ByteBuffer;

/** How a file stores one value of a tensor; constants are named as the format names them. */
enum Dtype {
  F64(8),
  F32(4),
  F16(2),
  /** The upper half of a float32. */
  BF16(2),
  /** Whole numbers with a sign. */
  I64(8),
  I32(4),
  I16(2);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one value. */
  int bytes() {
    return bytes;
  }

  /** Whether values may have fractions. */
  boolean isReal() {
    return switch (this) {
      case F64, F32, F16, BF16 -> true;
      case I64, I32, I16 -> false;
    };
  }

  /** Takes one value, from the buffer's position on. A whole number of over 53 bits is rounded. */
  double decode(ByteBuffer from) {
    return switch (this) {
      case F64 -> from.getDouble();
      case F32 -> from.getFloat();
      case F16 -> Float.float16ToFloat(from.getShort());
      case BF16 -> Float.intBitsToFloat(from.getShort() << 16);
      case I64 -> from.getLong();
      case I32 -> from.getInt();
      case I16 -> from.getShort();
    };
  }

  /** Puts one value, of a type that files are written with. */
  void encode(double value, ByteBuffer to) {
    switch (this) {
      case F64 -> to.putDouble(value);
      case F32 -> to.putFloat((float) value);
      case I64 -> to.putLong((long) value);
      case I32 -> to.putInt((int) value);
      case I16 -> to.putShort((short) value);
      case F16, BF16 -> throw new IllegalArgumentException("nothing is written as " + this);
    }
  }

  /**
   * Takes {@code count} values from the buffer's position on. Those that a float has no room for
   * are rounded; one beyond its range becomes infinite.
   */
  void decode(ByteBuffer from, float[] to, int offset, int count) {
    if (this == F32) {
      from.asFloatBuffer().get(to, offset, count);
      from.position(from.position() + count * bytes);
      return;
    }
    for (int i = 0; i < count; i++) {
      to[offset + i] = (float) decode(from);
    }
  }
}
