package org.sirenaudio.codec;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Sound decoded sequentially in constant memory. Confined to one thread at a time. */
public interface SoundDecoder extends Closeable {

  /** Frames per second, in Hz. */
  double sampleRate();

  /** Number of channels. */
  int channels();

  /** Speakers of the channels, as in WAVE_FORMAT_EXTENSIBLE; empty if unspecified. */
  OptionalLong channelMask();

  /**
   * Reads frames.
   *
   * @param block [channels][≥ offset + frames], receives the samples; ±1 is full scale
   * @param offset first frame of the block to fill
   * @param frames frames to read
   * @return frames read; fewer than wanted only at the end of the sound
   * @throws org.sirenaudio.error.BadDataException if the sound is damaged or truncated
   * @throws IOException if it cannot be read
   */
  int read(float[][] block, int offset, int frames) throws IOException;

  /** Frames that the file declares but lacks; known at the end of the sound. */
  long missingFrames();

  /**
   * Remarks on irregularities of the file, one line each, without its name; known at the end of the
   * sound.
   */
  List<String> remarks();
}
