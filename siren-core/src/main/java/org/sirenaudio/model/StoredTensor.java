package org.sirenaudio.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;
import org.sirenaudio.model.SafetensorsHeader.Entry;

/**
 * A tensor of a file, with values read on demand; thread-safe.
 *
 * @param at offset of its data
 */
record StoredTensor(Entry entry, long at, StoredBytes bytes, SourceName source) {

  private static final int BLOCK_BYTES = 1 << 16;

  String name() {
    return SourceName.shown(entry.name());
  }

  List<Long> shape() {
    return entry.shape();
  }

  Dtype dtype() {
    return entry.dtype();
  }

  /** Number of values. */
  int count() {
    return (int) (entry.bytes() / dtype().bytes());
  }

  /**
   * Reads values in row-major order as float32.
   *
   * @param from index of the first
   * @throws org.sirenaudio.error.BadDataException if one is not finite
   */
  void read(int from, int count, float[] into, int index) throws IOException {
    int most = Math.min(count, BLOCK_BYTES / dtype().bytes());
    for (int done = 0; done < count; done += most) {
      int step = Math.min(most, count - done);
      dtype().decode(bytes(from + done, step), into, index + done, step);
      for (int i = 0; i < step; i++) {
        float value = into[index + done + i];
        if (!Float.isFinite(value)) {
          throw SafetensorsReader.notFinite(source, entry, value, from + done + i);
        }
      }
    }
  }

  /** Reads values in full precision. */
  void read(int from, int count, double[] into) throws IOException {
    ByteBuffer values = bytes(from, count);
    for (int i = 0; i < count; i++) {
      into[i] = dtype().decode(values);
    }
  }

  private ByteBuffer bytes(int from, int count) throws IOException {
    int size = dtype().bytes();
    ByteBuffer values = ByteBuffer.allocate(count * size).order(ByteOrder.LITTLE_ENDIAN);
    bytes.read(at + (long) from * size, values);
    return values.flip();
  }

  /** Reads all values once to check that they are finite; keeps none. */
  void requireFinite() throws IOException {
    float[] block = new float[Math.min(count(), BLOCK_BYTES / dtype().bytes())];
    for (int done = 0; done < count(); done += block.length) {
      read(done, Math.min(block.length, count() - done), block, 0);
    }
  }
}
