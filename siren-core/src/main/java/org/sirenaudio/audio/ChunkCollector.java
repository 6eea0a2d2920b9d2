package org.sirenaudio.audio;

import java.io.IOException;
import java.nio.ByteOrder;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.sirenaudio.error.BadDataException;

/**
 * Collects those chunks of a WAV file that are carried over to its renderings, while they are being
 * skipped.
 */
final class ChunkCollector {

  private final ByteSource in;
  private final Map<ChunkKind, byte[]> bodies = new EnumMap<>(ChunkKind.class);
  private int bytes;

  ChunkCollector(ByteSource in) {
    this.in = in;
  }

  WavChunks chunks() {
    return WavChunks.of(bodies);
  }

  /** Skips the body of a chunk, keeping it if it is of a kept kind. */
  void pass(String id, long size) throws IOException {
    in.requireThere(id, size);
    boolean list = id.equals("LIST") && size >= 4;
    Optional<ChunkKind> kind = ChunkKind.of(id, list ? in.id() : "");
    long left = list ? size - 4 : size;
    if (kind.isEmpty() || left == 0) {
      in.skip(id, left);
    } else if (bodies.containsKey(kind.get())) {
      in.remark("a second chunk '%s' is dropped", kind.get().key());
      in.skip(id, left);
    } else if (left > WavChunks.MOST_BYTES - bytes) {
      in.remark(
          "chunk '%s' of %d bytes is dropped: metadata chunks are limited to %d bytes in total",
          kind.get().key(), left, WavChunks.MOST_BYTES);
      in.skip(id, left);
    } else {
      keep(kind.get(), in.header((int) left, ByteOrder.LITTLE_ENDIAN).array());
    }
  }

  private void keep(ChunkKind kind, byte[] body) {
    if (ChunkBody.isReadable(kind, body)) {
      bytes += body.length;
      bodies.put(kind, body);
    } else if (!ChunkBody.isEmpty(kind, body)) {
      in.remark("chunk '%s' is damaged and dropped", kind.key());
    }
  }

  /**
   * Skips what follows the sample data, up to the end or to something that is not a chunk. Errors
   * there never prevent the sound from being read.
   *
   * @param frameBytes bytes per frame; trailing bytes that are not a chunk may be frames missing
   *     from the header's count
   */
  void passTrailing(int frameBytes) throws IOException {
    try {
      while (in.peek(8).length == 8) {
        if (!isChunk(in.peek(8))) {
          remarkOnRest(frameBytes);
          return;
        }
        String id = in.id();
        long size = in.u32(ByteOrder.LITTLE_ENDIAN);
        pass(id, size);
        if (size % 2 == 1) {
          in.skipPad("LIST", "cue ", "bext", "iXML");
        }
      }
    } catch (BadDataException e) {
      in.remark("the data after its samples is truncated and dropped");
    }
  }

  private static boolean isChunk(byte[] head) {
    for (int i = 0; i < 4; i++) {
      if (head[i] < ' ' || head[i] > '~') {
        return false;
      }
    }
    return true;
  }

  private void remarkOnRest(int frameBytes) throws IOException {
    byte[] ahead = in.peek(1 << 12);
    boolean zeros = true;
    for (byte value : ahead) {
      zeros &= value == 0;
    }
    if (!zeros && ahead.length >= frameBytes) {
      in.remark(
          "%s after the declared sample data are ignored",
          in.isStream() ? "more bytes" : in.remaining() + " bytes");
    }
  }
}
