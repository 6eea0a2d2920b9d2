package org.sirenaudio.io;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;
import java.nio.ByteBuffer;

/** Float32 arrays as bytes, big-endian as in {@link DataOutput}, but in bulk. */
public final class Floats {
  private static final int BLOCK = 1 << 12;

  private Floats() {}

  /** Writes the values, without their count. */
  public static void write(float[] values, DataOutput out) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * Math.min(BLOCK, values.length));
    for (int done = 0; done < values.length; done += BLOCK) {
      int count = Math.min(BLOCK, values.length - done);
      bytes.asFloatBuffer().put(values, done, count);
      out.write(bytes.array(), 0, Float.BYTES * count);
    }
  }

  /** Fills the array. */
  public static void read(float[] into, DataInput in) throws IOException {
    ByteBuffer bytes = ByteBuffer.allocate(Float.BYTES * Math.min(BLOCK, into.length));
    for (int done = 0; done < into.length; done += BLOCK) {
      int count = Math.min(BLOCK, into.length - done);
      in.readFully(bytes.array(), 0, Float.BYTES * count);
      bytes.asFloatBuffer().get(into, done, count);
    }
  }
}
