package org.sirenaudio.model;

import java.nio.ByteBuffer;

/** How a file stores one value of a tensor; constants are named as the format names them. */
enum Dtype {
  F64(8),
  F32(4),
  F16(2),
  /** The upper half of a float32. */
  BF16(2);

  private final int bytes;

  Dtype(int bytes) {
    this.bytes = bytes;
  }

  /** Size of one value. */
  int bytes() {
    return bytes;
  }

  /**
   * Takes {@code count} values from the buffer's position on. Doubles are rounded; one beyond the
   * range of a float becomes infinite.
   */
  void decode(ByteBuffer from, float[] to, int offset, int count) {
    switch (this) {
      case F32 -> {
        from.asFloatBuffer().get(to, offset, count);
        from.position(from.position() + count * bytes);
      }
      case F64 -> {
        for (int i = 0; i < count; i++) {
          to[offset + i] = (float) from.getDouble();
        }
      }
      case F16 -> {
        for (int i = 0; i < count; i++) {
          to[offset + i] = Float.float16ToFloat(from.getShort());
        }
      }
      case BF16 -> {
        for (int i = 0; i < count; i++) {
          to[offset + i] = Float.intBitsToFloat(from.getShort() << 16);
        }
      }
    }
  }
}
