package org.sirenaudio.codec;

import java.io.Closeable;
import java.io.IOException;
import java.util.List;
import java.util.OptionalLong;

/** Sound that is decoded from its beginning to its end, in memory that does not grow with it. */
public interface SoundDecoder extends Closeable {

  /** Frames per second, in Hz. */
  double sampleRate();

  /** Number of channels. */
  int channels();

  /** Speakers of the channels as WAVE_FORMAT_EXTENSIBLE numbers them; empty where none are said. */
  OptionalLong channelMask();

  /**
   * Reads frames.
   *
   * @param block [channels][≥ offset + frames], receives the samples; ±1 is full scale
   * @param offset first frame of the block to fill
   * @param frames frames wanted
   * @return frames read; fewer than wanted only at the end of the sound
   * @throws org.sirenaudio.error.BadDataException if the sound is damaged or cut off
   */
  int read(float[][] block, int offset, int frames) throws IOException;

  /** Frames that the file promises and does not hold; known at the end of the sound. */
  long missingFrames();

  /** A line each on what is odd about the file, without its name; known at the end of the sound. */
  List<String> remarks();
}
