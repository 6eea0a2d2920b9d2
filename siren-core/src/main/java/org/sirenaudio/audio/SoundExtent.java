package org.sirenaudio.audio;

import java.io.IOException;

/**
 * How many bytes of sound there are, where a header may not know it.
 *
 * @param bytes that are there in case of a file, or {@link #UNTIL_END} for an unbounded stream
 * @param missingBytes that the header promises beyond the end of the file
 * @param open whether the end of the file or stream decides, and not the header
 */
record SoundExtent(long bytes, long missingBytes, boolean open) {

  /** The size of a chunk of sound when only its end can tell. */
  static final long UNTIL_END = -1;

  /** A size of 32 bits counts up to here. */
  private static final int WRAP_BITS = 32;

  /**
   * The extent of the sound that begins here. Programs that write to a pipe cannot go back to fill
   * in the size and leave 0, 0xFFFFFFFF (FFmpeg), or one near 2 GiB (SoX, eSpeak, arecord), in the
   * container and in the sound chunk; then the sound ends where the bytes end. A size that has
   * wrapped at 4 GiB is put right where the container's has too. Any other claim that the file
   * contradicts is an error, unless what is there is to be salvaged.
   *
   * @param container size that the container claims for all that follows its first eight bytes
   * @param claimed size that the header claims for the sound
   * @param wide whether sizes have 64 bits, so that they cannot have wrapped
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
    // A pad byte may count or not.
    boolean agreed =
        there - whole <= 1 || (int) beyondContainer == 0 || (int) (beyondContainer - 1) == 0;
    if (!agreed && !in.salvages()) {
      throw in.cutOff(
          "%s claims %d bytes of sound but the file goes on for %d more; its size does not fit"
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
