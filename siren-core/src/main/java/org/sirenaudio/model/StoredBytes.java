package org.sirenaudio.model;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file, in memory or on disk; thread-safe. */
interface StoredBytes {

  /** Fills the rest of the buffer from an offset. */
  void read(long at, ByteBuffer into) throws IOException;

  /** Bytes in memory. */
  static StoredBytes of(byte[] bytes) {
    return (at, into) -> into.put(bytes, Math.toIntExact(at), into.remaining());
  }
}
