package org.sirenaudio.model;

import java.io.IOException;
import java.nio.ByteBuffer;

/** The bytes of a file, in memory or still on disk, for any number of threads. */
interface StoredBytes {

  /** Fills what is left of the buffer with the bytes from one on. */
  void read(long at, ByteBuffer into) throws IOException;

  /** Bytes in memory. */
  static StoredBytes of(byte[] bytes) {
    return (at, into) -> into.put(bytes, Math.toIntExact(at), into.remaining());
  }
}
