package org.sirenaudio.audio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Position of the frame numbers in the chunk bodies that have them. */
final class ChunkBody {

  /** The time reference in bext: frames since midnight, 64 bits. */
  static final int TIME_REFERENCE_AT = 338;

  /** A cue point: id, position, chunk, chunk start, block start and frame, 32 bits each. */
  static final int CUE_BYTES = 24;

  static final int CUE_FRAME_AT = 20;

  private ChunkBody() {}

  /** A subchunk of a list. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Item(String id, byte[] body) {}

  /** Whether it has content. */
  static boolean isEmpty(ChunkKind kind, byte[] body) {
    return body.length == 0 || (kind == ChunkKind.CUE && body.length >= 4 && count(body) == 0);
  }

  /** Whether its structure is valid. */
  static boolean isReadable(ChunkKind kind, byte[] body) {
    return !isEmpty(kind, body)
        && switch (kind) {
          case BEXT -> body.length >= TIME_REFERENCE_AT + Long.BYTES;
          case IXML, INFO -> true;
          case CUE ->
              body.length >= 4 && count(body) > 0 && count(body) <= (body.length - 4) / CUE_BYTES;
          case ADTL -> !items(body).isEmpty();
        };
  }

  private static int count(byte[] cue) {
    return ByteBuffer.wrap(cue).order(LITTLE_ENDIAN).getInt();
  }

  /** The cue points, a view of 24 bytes each. */
  static List<ByteBuffer> cuePoints(byte[] cue) {
    List<ByteBuffer> points = new ArrayList<>();
    for (int i = 0; i < count(cue); i++) {
      points.add(ByteBuffer.wrap(cue).slice(4 + i * CUE_BYTES, CUE_BYTES).order(LITTLE_ENDIAN));
    }
    return points;
  }

  /** The subchunks of a list; none if it is damaged. */
  static List<Item> items(byte[] list) {
    List<Item> items = new ArrayList<>();
    ByteBuffer in = ByteBuffer.wrap(list).order(LITTLE_ENDIAN);
    while (in.remaining() >= 8) {
      byte[] id = new byte[4];
      in.get(id);
      int size = in.getInt();
      if (size < 0 || size > in.remaining()) {
        return List.of();
      }
      byte[] body = new byte[size];
      in.get(body);
      items.add(new Item(new String(id, StandardCharsets.ISO_8859_1), body));
      if (size % 2 == 1 && in.hasRemaining()) {
        in.get();
      }
    }
    return items;
  }
}
