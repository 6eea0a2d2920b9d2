package org.sirenaudio.model;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.List;
import java.util.SequencedMap;
import org.sirenaudio.model.SafetensorsHeader.Entry;

/**
 * A safetensors file whose tensors are first declared one by one and then written in that order.
 */
final class TensorOutput {

  /** Writes the values of the tensors declared with it. */
  @FunctionalInterface
  interface Values {
    void write() throws IOException;
  }

  private static final int BLOCK_BYTES = 1 << 16;

  private final OutputStream out;
  private final List<Entry> entries = new ArrayList<>();
  private final List<Values> values = new ArrayList<>();
  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  TensorOutput(OutputStream out) {
    this.out = out;
  }

  void declare(String name, Dtype dtype, List<Long> shape) {
    long begin = entries.isEmpty() ? 0 : entries.getLast().end();
    long bytes = Tensor.count(shape) * dtype.bytes();
    entries.add(new Entry(name, dtype, List.copyOf(shape), begin, begin + bytes));
  }

  /** Sets the writer of the tensors declared since the last call. */
  void values(Values writer) {
    values.add(writer);
  }

  /** Writes everything and flushes it. */
  void write(SequencedMap<String, String> metadata) throws IOException {
    new SafetensorsHeader(metadata, entries).write(out);
    for (Values writer : values) {
      writer.write();
    }
    flush();
    out.flush();
  }

  /** Writes one value. */
  void put(Dtype dtype, double value) throws IOException {
    if (block.remaining() < dtype.bytes()) {
      flush();
    }
    dtype.encode(value, block);
  }

  /** Writes float32 values. */
  void put(float[] floats) throws IOException {
    flush();
    for (int done = 0; done < floats.length; ) {
      int step = Math.min(floats.length - done, BLOCK_BYTES / Float.BYTES);
      block.asFloatBuffer().put(floats, done, step);
      block.position(step * Float.BYTES);
      flush();
      done += step;
    }
  }

  private void flush() throws IOException {
    out.write(block.array(), 0, block.position());
    block.clear();
  }
}
