package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.DigestOutputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.io.Hashes;

/**
 * The bytes of a recording and their hash, read once.
 *
 * @param sha256 of all, in hexadecimal
 * @param bytes the bytes themselves; null if there are more than the limit
 */
record HashedBytes(String sha256, byte @Nullable [] bytes) {

  /**
   * @param limit how many bytes are kept at most
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
