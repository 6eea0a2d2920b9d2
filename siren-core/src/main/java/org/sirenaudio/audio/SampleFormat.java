package org.sirenaudio.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;

/**
 * Conversion of stored samples to float. Integers of b bits are divided by 2^(b−1), so that −1 is
 * the most negative one; shorter integers are left-justified in their container, as WAV and AIFF
 * both specify, and read at the container's width.
 *
 * @param bytes bytes per sample: 1 to 4 for integers, 4 or 8 for floats, 1 for µ-law and A-law
 */
record SampleFormat(Kind kind, int bytes, ByteOrder order) {

  enum Kind {
    SIGNED,
    UNSIGNED_8,
    FLOAT,
    MU_LAW,
    A_LAW
  }

  /**
   * Decodes one channel.
   *
   * @param raw interleaved frames
   * @param at byte offset of the channel's first sample
   * @param stride bytes from one frame to the next
   * @param out receives {@code count} samples from {@code offset} on; ±1 is full scale
   */
  void decode(ByteBuffer raw, int at, int stride, float[] out, int offset, int count) {
    raw.order(order);
    for (int i = 0, p = at; i < count; i++, p += stride) {
      out[offset + i] =
          switch (kind) {
            case SIGNED -> signed(raw, p);
            case UNSIGNED_8 -> ((raw.get(p) & 0xFF) - 128) * 0x1p-7f;
            case FLOAT -> bytes == 4 ? raw.getFloat(p) : (float) raw.getDouble(p);
            case MU_LAW -> muLaw(raw.get(p)) * 0x1p-15f;
            case A_LAW -> aLaw(raw.get(p)) * 0x1p-15f;
          };
    }
  }

  private float signed(ByteBuffer raw, int p) {
    return switch (bytes) {
      case 1 -> raw.get(p) * 0x1p-7f;
      case 2 -> raw.getShort(p) * 0x1p-15f;
      case 3 -> signed24(raw, p) * 0x1p-23f;
      default -> (float) (raw.getInt(p) * 0x1p-31);
    };
  }

  private int signed24(ByteBuffer raw, int p) {
    boolean big = order == ByteOrder.BIG_ENDIAN;
    int high = raw.get(big ? p : p + 2);
    int low = raw.get(big ? p + 2 : p) & 0xFF;
    return (high << 16) | ((raw.get(p + 1) & 0xFF) << 8) | low;
  }

  /** ITU-T G.711 µ-law to 16 bits. */
  private static int muLaw(byte code) {
    int u = ~code;
    int magnitude = ((((u & 0x0F) << 3) + 0x84) << ((u & 0x70) >> 4)) - 0x84;
    return (u & 0x80) != 0 ? -magnitude : magnitude;
  }

  /** ITU-T G.711 A-law to 16 bits. */
  private static int aLaw(byte code) {
    int a = code ^ 0x55;
    int segment = (a & 0x70) >> 4;
    int mantissa = ((a & 0x0F) << 4) + 8;
    int magnitude = segment == 0 ? mantissa : (mantissa + 0x100) << (segment - 1);
    return (a & 0x80) != 0 ? magnitude : -magnitude;
  }
}
