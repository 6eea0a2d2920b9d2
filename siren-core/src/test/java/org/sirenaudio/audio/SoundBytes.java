package org.sirenaudio.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Builds sound files byte by byte, independently of the code under test. */
final class SoundBytes {
  static final int PCM = 1;
  static final int FLOAT = 3;

  private SoundBytes() {}

  static byte[] join(byte[]... parts) {
    int length = Arrays.stream(parts).mapToInt(p -> p.length).sum();
    ByteBuffer all = ByteBuffer.allocate(length);
    for (byte[] part : parts) {
      all.put(part);
    }
    return all.array();
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }

  static byte[] le(int bytes, long value) {
    byte[] out = new byte[bytes];
    for (int i = 0; i < bytes; i++) {
      out[i] = (byte) (value >> (8 * i));
    }
    return out;
  }

  static byte[] be(int bytes, long value) {
    byte[] out = le(bytes, value);
    for (int i = 0; i < bytes / 2; i++) {
      byte b = out[i];
      out[i] = out[bytes - 1 - i];
      out[bytes - 1 - i] = b;
    }
    return out;
  }

  static byte[] chunk(String id, byte[] body) {
    return join(ascii(id), le(4, body.length), body, new byte[body.length % 2]);
  }

  static byte[] chunkNoPad(String id, byte[] body) {
    return join(ascii(id), le(4, body.length), body);
  }

  static byte[] riff(byte[]... chunks) {
    byte[] all = join(chunks);
    return join(ascii("RIFF"), le(4, all.length + 4), ascii("WAVE"), all);
  }

  static byte[] fmtBody(int tag, int channels, int rate, int bits) {
    int frame = channels * ((bits + 7) / 8);
    return join(
        le(2, tag),
        le(2, channels),
        le(4, rate),
        le(4, (long) rate * frame),
        le(2, frame),
        le(2, bits));
  }

  static byte[] fmt(int tag, int channels, int rate, int bits) {
    return chunk("fmt ", fmtBody(tag, channels, rate, bits));
  }

  static byte[] extensible(int tag, int channels, int rate, int bits, int validBits) {
    byte[] guid = le(16, 0);
    guid[0] = (byte) tag;
    byte[] tail = {16, 0, (byte) 0x80, 0, 0, (byte) 0xAA, 0, 0x38, (byte) 0x9B, 0x71};
    System.arraycopy(tail, 0, guid, 6, 10);
    return chunk(
        "fmt ",
        join(fmtBody(0xFFFE, channels, rate, bits), le(2, 22), le(2, validBits), le(4, 0), guid));
  }

  static byte[] wav16(int channels, int rate, int... samples) {
    return riff(
        fmt(PCM, channels, rate, 16), chunk("data", ints(2, ByteOrder.LITTLE_ENDIAN, samples)));
  }

  static byte[] ints(int bytes, ByteOrder order, int... samples) {
    List<byte[]> parts = new ArrayList<>();
    for (int s : samples) {
      parts.add(order == ByteOrder.LITTLE_ENDIAN ? le(bytes, s) : be(bytes, s));
    }
    return join(parts.toArray(byte[][]::new));
  }

  static byte[] floats(int bytes, ByteOrder order, double... samples) {
    ByteBuffer out = ByteBuffer.allocate(bytes * samples.length).order(order);
    for (double s : samples) {
      if (bytes == 4) {
        out.putFloat((float) s);
      } else {
        out.putDouble(s);
      }
    }
    return out.array();
  }

  static byte[] beChunk(String id, byte[] body) {
    return join(ascii(id), be(4, body.length), body, new byte[body.length % 2]);
  }

  static byte[] form(String type, byte[]... chunks) {
    byte[] all = join(chunks);
    return join(ascii("FORM"), be(4, all.length + 4), ascii(type), all);
  }

  /** A rate as an 80-bit float. */
  static byte[] extended(double rate) {
    int exponent = Math.getExponent(rate);
    long mantissa =
        ((Double.doubleToRawLongBits(rate) & 0xF_FFFF_FFFF_FFFFL) << 11) | Long.MIN_VALUE;
    return join(be(2, exponent + 16383), be(8, mantissa));
  }

  static byte[] comm(int channels, long frames, int bits, double rate, String type) {
    byte[] body = join(be(2, channels), be(4, frames), be(2, bits), extended(rate));
    return beChunk("COMM", type.isEmpty() ? body : join(body, ascii(type), new byte[2]));
  }

  static byte[] ssnd(byte[] sound) {
    return beChunk("SSND", join(be(8, 0), sound));
  }

  static byte[] au(long size, int code, int rate, int channels, byte[] sound) {
    return join(
        ascii(".snd"),
        be(4, 28),
        be(4, size),
        be(4, code),
        be(4, rate),
        be(4, channels),
        ascii("note"),
        sound);
  }

  static int[] randomInts(Random random, int bits, int count) {
    return random.ints(count, -(1 << (bits - 1)), 1 << (bits - 1)).toArray();
  }

  /** Uniform noise on (−1, 1) as [channels][frames]. */
  static float[][] noise(long seed, int channels, int frames) {
    Random random = new Random(seed);
    float[][] samples = new float[channels][frames];
    for (float[] channel : samples) {
      for (int i = 0; i < frames; i++) {
        channel[i] = 2 * random.nextFloat() - 1;
      }
    }
    return samples;
  }
}
