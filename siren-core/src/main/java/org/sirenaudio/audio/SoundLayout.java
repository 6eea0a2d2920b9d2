package org.sirenaudio.audio;

import java.io.IOException;

/**
 * What a header says about the samples that follow it.
 *
 * @param samples how each sample is stored
 * @param channels interleaved channels
 * @param sampleRate frames per second, in Hz
 * @param frames number of frames, or −1 where a stream does not say
 */
record SoundLayout(SampleFormat samples, int channels, double sampleRate, long frames) {

  /** The size of a chunk of sound when only its end can tell. */
  static final long UNTIL_END = -1;

  int frameBytes() {
    return channels * samples.bytes();
  }

  /** Complains about a number of channels or a rate that no {@link Clip} can have. */
  static void check(ByteSource in, long channels, double sampleRate) throws IOException {
    if (channels < 1 || channels > Clip.MAX_CHANNELS) {
      throw in.bad("its header says %d channels; 1 to %d can be read", channels, Clip.MAX_CHANNELS);
    }
    if (!Clip.isRate(sampleRate)) {
      throw in.bad(
          "its header says a sample rate of %s Hz; 1 to %d Hz can be read",
          Clip.plain(sampleRate), Clip.MAX_RATE);
    }
  }

  /**
   * The true size in bytes of the sound that begins here. Programs that write to a pipe cannot go
   * back to fill in the size and leave 0, 0xFFFFFFFF (FFmpeg), or one near 2 GiB (SoX, eSpeak,
   * arecord), in the container and in the sound chunk; then the sound ends where the bytes end. Any
   * other claim beyond the end of the file is an error.
   *
   * @param container size that the container claims for all that follows its first eight bytes
   * @param claimed size that the header claims for the sound
   * @return a size that is there in case of a file, or {@link #UNTIL_END} for an unbounded stream
   */
  static long soundBytes(ByteSource in, String chunk, long container, long claimed)
      throws IOException {
    boolean nothingElse = container + 8 <= in.position();
    boolean containerOpen = nothingElse || isOpenEnded(container);
    boolean open = claimed == 0 ? containerOpen : isOpenEnded(claimed);
    if (in.isStream()) {
      return open ? UNTIL_END : claimed;
    }
    long there = in.remaining();
    if (claimed == 0 && open) {
      return there;
    }
    if (claimed >= 0 && claimed <= there) {
      return claimed;
    }
    if (open && containerOpen) {
      return there;
    }
    throw in.bad(
        "%s claims %s bytes of sound but the file has only %d; the file is incomplete, copy or"
            + " export it again",
        chunk, Long.toUnsignedString(claimed), there);
  }

  private static boolean isOpenEnded(long size) {
    return size == -1
        || size == 0xFFFF_FFFFL
        || size == 0
        || (size >= 0x7EFF_0000L && size <= 0x8000_0FFFL);
  }
}
