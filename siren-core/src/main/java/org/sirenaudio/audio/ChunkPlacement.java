package org.sirenaudio.audio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Converts frame positions in chunks to an excerpt at another rate.
 *
 * @param rates the ratio of the other rate to the sound's own
 * @param first first frame of the excerpt, at the other rate
 * @param last last valid cue position, relative to {@code first}
 */
record ChunkPlacement(double rates, long first, long last) {

  /** Doubles hold every integer up to here; no frame counter comes near. */
  private static final long MOST = 1L << 53;

  private static final long MOST_32 = 0xFFFF_FFFFL;

  /**
   * The converted chunk body, empty if nothing remains.
   *
   * @param all all original bodies
   */
  byte[] move(ChunkKind kind, byte[] body, Map<ChunkKind, byte[]> all) {
    return switch (kind) {
      case INFO -> body;
      case BEXT -> bext(body);
      case IXML -> new IxmlPlacement(this).move(body);
      case CUE -> cue(body);
      case ADTL -> adtl(body, all.get(ChunkKind.CUE));
    };
  }

  /** Frames at the other rate, counted from the start of the sound. */
  private long scaled(long frames) {
    return Math.round(frames * rates);
  }

  /**
   * Converts a time reference (frames since midnight) from the start of the sound to the start of
   * the excerpt.
   */
  long sinceMidnight(long frames) {
    return frames < 0 || frames > MOST || scaled(frames) > MOST ? frames : scaled(frames) + first;
  }

  long rate(long rate) {
    return scaled(rate);
  }

  private byte[] bext(byte[] body) {
    byte[] moved = body.clone();
    ByteBuffer numbers = ByteBuffer.wrap(moved).order(LITTLE_ENDIAN);
    int at = ChunkBody.TIME_REFERENCE_AT;
    numbers.putLong(at, sinceMidnight(numbers.getLong(at)));
    return moved;
  }

  /** The position of a cue point in the excerpt, negative if outside. */
  private long place(ByteBuffer point) {
    long frame = scaled(Integer.toUnsignedLong(point.getInt(ChunkBody.CUE_FRAME_AT))) - first;
    return frame <= Math.min(last, MOST_32) ? frame : -1;
  }

  private byte[] cue(byte[] body) {
    List<ByteBuffer> kept = new ArrayList<>();
    for (ByteBuffer point : ChunkBody.cuePoints(body)) {
      long frame = place(point);
      if (frame < 0) {
        continue;
      }
      ByteBuffer moved = ByteBuffer.allocate(ChunkBody.CUE_BYTES).order(LITTLE_ENDIAN);
      moved.put(point.duplicate());
      long played = scaled(Integer.toUnsignedLong(point.getInt(4))) - first;
      moved.putInt(4, (int) Math.clamp(played, 0, MOST_32));
      moved.putInt(ChunkBody.CUE_FRAME_AT, (int) frame);
      kept.add(moved.clear());
    }
    if (kept.isEmpty()) {
      return new byte[0];
    }
    ByteBuffer all = ByteBuffer.allocate(4 + kept.size() * ChunkBody.CUE_BYTES);
    all.order(LITTLE_ENDIAN).putInt(kept.size());
    kept.forEach(all::put);
    return all.array();
  }

  /** The labels of the remaining cue points; all labels if there are no cue points. */
  private byte[] adtl(byte[] body, byte @Nullable [] cue) {
    Map<Integer, Long> places = new HashMap<>();
    if (cue != null) {
      ChunkBody.cuePoints(cue).forEach(point -> places.put(point.getInt(0), place(point)));
    }
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    for (ChunkBody.Item item : ChunkBody.items(body)) {
      byte[] said = item.body().clone();
      ByteBuffer numbers = ByteBuffer.wrap(said).order(LITTLE_ENDIAN);
      long place = 0;
      if (cue != null && said.length >= 4) {
        place = places.getOrDefault(numbers.getInt(0), -1L);
      }
      if (place < 0) {
        continue;
      }
      if (item.id().equals("ltxt") && said.length >= 8) {
        long length = scaled(Integer.toUnsignedLong(numbers.getInt(4)));
        numbers.putInt(4, (int) Math.clamp(length, 0, Math.min(last - place, MOST_32)));
      }
      ByteBuffer head = ByteBuffer.allocate(8).order(LITTLE_ENDIAN);
      head.put(item.id().getBytes(StandardCharsets.ISO_8859_1)).putInt(said.length);
      out.writeBytes(head.array());
      out.writeBytes(said);
      out.writeBytes(new byte[said.length % 2]);
    }
    return out.toByteArray();
  }
}
