package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Random;
import java.util.SequencedMap;

/** Files byte by byte, good and bad. */
final class SafetensorsBytes {
  private SafetensorsBytes() {}

  static byte[] file(String header, int dataBytes) {
    return file(header.getBytes(UTF_8), new byte[dataBytes]);
  }

  static byte[] file(byte[] header, byte[] data) {
    return ByteBuffer.allocate(8 + header.length + data.length)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(header.length)
        .put(header)
        .put(data)
        .array();
  }

  /** The entry of one tensor in a header. */
  static String entry(String name, String dtype, String shape, long begin, long end) {
    return "\"%s\":{\"dtype\":\"%s\",\"shape\":%s,\"data_offsets\":[%d,%d]}"
        .formatted(name, dtype, shape, begin, end);
  }

  /** Up to 12 tensors of up to 4 dimensions, empty ones and scalars among them. */
  static Safetensors random(long seed) {
    Random random = new Random(seed);
    List<Tensor> tensors = new ArrayList<>();
    int count = random.nextInt(13);
    for (int i = 0; i < count; i++) {
      long[] shape = random.longs(random.nextInt(5), 0, 6).toArray();
      int values = 1;
      for (long size : shape) {
        values *= (int) size;
      }
      float[] data = new float[values];
      for (int j = 0; j < values; j++) {
        data[j] = finite(random);
      }
      tensors.add(Tensor.of("segments." + i + ".net.0.linear.weight", data, shape));
    }
    SequencedMap<String, String> metadata = new LinkedHashMap<>();
    for (int i = random.nextInt(4); i > 0; i--) {
      metadata.put(
          "key " + random.nextInt(), "\"value\"\n\\ \u0000 \u2028 é 🎵 " + random.nextInt());
    }
    return Safetensors.of(tensors, metadata);
  }

  /** Any bit pattern that is a finite value. */
  private static float finite(Random random) {
    float value;
    do {
      value = Float.intBitsToFloat(random.nextInt());
    } while (!Float.isFinite(value));
    return value;
  }
}
