package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of a recording, read once.
 *
 * @param sha256 of all, in hexadecimal
 * @param kept the bytes themselves; null if there are more than are kept
 */
record Content(String sha256, byte @Nullable [] kept) {

  private static final int BLOCK = 1 << 16;

  /**
   * @param mostKept how many bytes are kept at most
   */
  static Content read(InputStream in, int mostKept) throws IOException {
    byte[] begin = in.readNBytes(mostKept + 1);
    if (begin.length <= mostKept) {
      return new Content(Hashes.sha256(begin), begin);
    }
    var digest = Hashes.sha256();
    digest.update(begin);
    byte[] block = new byte[BLOCK];
    for (int got = in.read(block); got >= 0; got = in.read(block)) {
      digest.update(block, 0, got);
    }
    return new Content(HexFormat.of().formatHex(digest.digest()), null);
  }
}
