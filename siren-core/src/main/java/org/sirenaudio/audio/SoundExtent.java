package org.sirenaudio.audio;

import java.io.IOException;

/**
 * The size of the sample data, where a header may not know it.
 *
 * @param bytes available in the file, or {@link #UNTIL_END} for an unbounded stream
 * @param missingBytes declared by the header beyond the end of the file
 * @param open whether the end of the file or stream decides rather than the header
 */
record SoundExtent(long bytes, long missingBytes, boolean open) {

  /** The size of a data chunk that extends to the end of the stream. */
  static final long UNTIL_END = -1;

  /** Maximum of a 32-bit size. */
  private static final int WRAP_BITS = 32;

  /**
   * The extent of the sample data at the current position. Programs writing to a pipe cannot patch
   * the size afterwards and leave 0, 0xFFFFFFFF (FFmpeg), or one near 2 GiB (SoX, eSpeak, arecord),
   * in the container and in the data chunk; the sound then ends where the bytes end. A size that
   * wrapped at 4 GiB is corrected if the container's wrapped too. Any other mismatch with the file
   * is an error, unless the file is being salvaged.
   *
   * @param container size declared by the container for all that follows its first eight bytes
   * @param claimed size declared for the sample data
   * @param wide whether sizes have 64 bits and so cannot have wrapped
   */
  static SoundExtent of(ByteSource in, String chunk, long container, long claimed, boolean wide)
      throws IOException {
    boolean nothingElse = container + 8 <= in.sinceBegin();
    boolean containerOpen = nothingElse || isOpenEnded(container);
    boolean open = claimed == 0 ? containerOpen || in.salvages() : isOpenEnded(claimed);
    if (in.isStream()) {
      if (claimed < 0 && !open) {
        throw in.bad("%s claims %s bytes; export it again", chunk, Long.toUnsignedString(claimed));
      }
      return new SoundExtent(open ? UNTIL_END : claimed, 0, open);
    }
    long there = in.remaining();
    if (claimed == 0 && open) {
      return new SoundExtent(there, 0, true);
    }
    if (claimed >= 0 && claimed <= there) {
      return new SoundExtent(wide ? claimed : unwrapped(in, chunk, container, claimed), 0, false);
    }
    if (open && (containerOpen || in.salvages())) {
      return new SoundExtent(there, 0, true);
    }
    if (in.salvages()) {
      return new SoundExtent(there, Math.max(0, claimed - there), claimed < 0);
    }
    throw in.cutOff(
        "%s claims %s bytes of sound but the file has only %d; the file is incomplete",
        chunk, Long.toUnsignedString(claimed), there);
  }

  private static long unwrapped(ByteSource in, String chunk, long container, long claimed)
      throws IOException {
    long there = in.remaining();
    long whole = claimed + (((there - claimed) >> WRAP_BITS) << WRAP_BITS);
    if (whole == claimed) {
      return claimed;
    }
    long beyondContainer = in.ownLength() - 8 - container;
    // The pad byte may or may not be counted.
    boolean agreed =
        there - whole <= 1 || (int) beyondContainer == 0 || (int) (beyondContainer - 1) == 0;
    if (!agreed && !in.salvages()) {
      throw in.cutOff(
          "%s claims %d bytes of sound but the file has %d more; its size does not fit"
              + " into 32 bits",
          chunk, claimed, there - claimed);
    }
    return whole;
  }

  private static boolean isOpenEnded(long size) {
    return size == -1
        || size == 0xFFFF_FFFFL
        || size == 0
        || (size >= 0x7EFF_0000L && size <= 0x8000_0FFFL);
  }
}
