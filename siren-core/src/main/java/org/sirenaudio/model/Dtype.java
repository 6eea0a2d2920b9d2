package org.sirenaudio.model;

import java.nio.ByteBuffer;

/** The storage type of a tensor's values; the constants have the format's names. */
enum Dtype {
  F64(8),
  F32(4),
  F16(2),
  /** The upper half of a float32. */
  BF16(2),
  /** Signed integers. */
  I64(8),
  I32(4),
  I16(2);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Bytes per value. */
  int bytes() {
    return bytes;
  }

  /** Whether values may be fractional. */
  boolean isReal() {
    return switch (this) {
      case F64, F32, F16, BF16 -> true;
      case I64, I32, I16 -> false;
    };
  }

  /** Reads one value at the buffer's position. Integers of more than 53 bits are rounded. */
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

  /** Writes one value; only types that are used for writing. */
  void encode(double value, ByteBuffer to) {
    switch (this) {
      case F64 -> to.putDouble(value);
      case F32 -> to.putFloat((float) value);
      case I64 -> to.putLong((long) value);
      case I32 -> to.putInt((int) value);
      case I16 -> to.putShort((short) value);
      case F16, BF16 -> throw new IllegalArgumentException("cannot write values of type " + this);
    }
  }

  /**
   * Reads {@code count} values at the buffer's position. They are rounded to float; those beyond
   * its range become infinite.
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
