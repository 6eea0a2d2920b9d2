package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.io.Hashes;

/**
 * A recording's bytes and hash, read in one pass.
 *
 * @param sha256 of all bytes, in hexadecimal
 * @param bytes the bytes; null if they exceed the limit
 */
record HashedBytes(String sha256, byte @Nullable [] bytes) {

  /**
   * @param limit maximum number of bytes to keep
   */
  static HashedBytes read(InputStream in, int limit) throws IOException {
    byte[] begin = in.readNBytes(limit + 1);
    if (begin.length <= limit) {
      return new HashedBytes(Hashes.sha256(begin), begin);
    }
    var digest = Hashes.sha256();
    digest.update(begin);
    in.transferTo(new DigestOutputStream(OutputStream.nullOutputStream(), digest));
    return new HashedBytes(HexFormat.of().formatHex(digest.digest()), null);
  }
}
