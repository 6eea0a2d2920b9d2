package org.sirenaudio.audio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.OptionalLong;
import java.util.SequencedMap;
import org.sirenaudio.error.BadDataException;

/**
 * The WAV chunks carried over to renderings: {@code bext}, {@code iXML}, cue points with their
 * labels, and LIST INFO; at most one of each kind and {@value #MOST_BYTES} bytes in total.
 */
public final class WavChunks {

  /** No chunks. */
  public static final WavChunks NONE = new WavChunks(new EnumMap<>(ChunkKind.class));

  /** Larger chunks are dropped. */
  static final int MOST_BYTES = 1 << 16;

  /** Chunk bodies; those of a LIST without the list type. */
  private final Map<ChunkKind, byte[]> bodies;

  private WavChunks(Map<ChunkKind, byte[]> bodies) {
    this.bodies = bodies;
  }

  /** Wraps chunks that {@link ChunkBody} can read. */
  static WavChunks of(Map<ChunkKind, byte[]> bodies) {
    return bodies.isEmpty() ? NONE : new WavChunks(new EnumMap<>(bodies));
  }

  /** From base64 by kind name; {@code prefix} precedes the name in error messages. */
  static WavChunks ofText(Map<String, String> texts, String prefix) throws BadDataException {
    Map<ChunkKind, byte[]> bodies = new EnumMap<>(ChunkKind.class);
    long bytes = 0;
    for (Map.Entry<String, String> entry : texts.entrySet()) {
      String key = ByteSource.printable(entry.getKey());
      byte[] body;
      try {
        body = Base64.getDecoder().decode(entry.getValue());
      } catch (IllegalArgumentException e) {
        throw new BadDataException(
            "the metadata's %s%s is not base64; fit the recording again".formatted(prefix, key), e);
      }
      ChunkKind kind =
          ChunkKind.ofKey(entry.getKey())
              .filter(found -> ChunkBody.isReadable(found, body))
              .orElseThrow(
                  () ->
                      new BadDataException(
                          "the metadata's %s%s is not a valid chunk; fit the recording again"
                              .formatted(prefix, key)));
      bytes += body.length;
      bodies.put(kind, body);
    }
    if (bytes > MOST_BYTES) {
      throw new BadDataException(
          "the metadata's %s… entries hold %d bytes, the limit is %d; fit the recording again"
              .formatted(prefix, bytes, MOST_BYTES));
    }
    return of(bodies);
  }

  /** Base64 by kind name: bext, iXML, INFO, cue and adtl. */
  Map<String, String> text() {
    Map<String, String> texts = new LinkedHashMap<>();
    bodies.forEach((kind, body) -> texts.put(kind.key(), Base64.getEncoder().encodeToString(body)));
    return texts;
  }

  /** Sizes in bytes by kind name: bext, iXML, INFO, cue and adtl. */
  public SequencedMap<String, Integer> sizes() {
    SequencedMap<String, Integer> sizes = new LinkedHashMap<>();
    bodies.forEach((kind, body) -> sizes.put(kind.key(), body.length));
    return sizes;
  }

  /** The {@code bext} time reference: frames since midnight at the first sample. */
  OptionalLong timeReference() {
    byte[] bext = bodies.get(ChunkKind.BEXT);
    if (bext == null) {
      return OptionalLong.empty();
    }
    long frames = ByteBuffer.wrap(bext).order(LITTLE_ENDIAN).getLong(ChunkBody.TIME_REFERENCE_AT);
    return frames < 0 ? OptionalLong.empty() : OptionalLong.of(frames);
  }

  /** A copy with another time reference, if there is a {@code bext} chunk. */
  WavChunks withTimeReference(long frames) {
    byte[] bext = bodies.get(ChunkKind.BEXT);
    if (bext == null) {
      return this;
    }
    byte[] moved = bext.clone();
    ByteBuffer.wrap(moved).order(LITTLE_ENDIAN).putLong(ChunkBody.TIME_REFERENCE_AT, frames);
    Map<ChunkKind, byte[]> all = new EnumMap<>(bodies);
    all.put(ChunkKind.BEXT, moved);
    return of(all);
  }

  /** Converts the chunks to an excerpt at another rate; see {@link SoundMetadata#placed}. */
  WavChunks placed(ChunkPlacement place) {
    Map<ChunkKind, byte[]> moved = new EnumMap<>(ChunkKind.class);
    bodies.forEach((kind, body) -> moved.put(kind, place.move(kind, body, bodies)));
    moved.values().removeIf(body -> body.length == 0);
    return of(moved);
  }

  /** The chunks as stored in a file, each padded to an even size. */
  byte[] bytes() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    bodies.forEach(
        (kind, body) -> {
          int size = kind.listType().length() + body.length;
          ByteBuffer head = ByteBuffer.allocate(8).order(LITTLE_ENDIAN);
          out.writeBytes(head.put(ascii(kind.id())).putInt(size).array());
          out.writeBytes(ascii(kind.listType()));
          out.writeBytes(body);
          out.writeBytes(new byte[size % 2]);
        });
    return out.toByteArray();
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
