package org.sirenaudio.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Formats of sound beyond those of the core. It is found by {@link java.util.ServiceLoader} when a
 * file is not the core's own, so it may be slow to load; any number of threads may use it.
 */
public interface SoundCodec {

  /**
   * Opens a file.
   *
   * @param name what to call it in messages
   * @param stream which of the sounds in the file, counted from 1
   * @param salvage whether what is there is read where the file is damaged or cut off
   * @return nothing where the file is no sound that it knows
   * @throws org.sirenaudio.error.BadDataException if it is sound that cannot be read
   * @throws org.sirenaudio.error.MissingPartException if a part of the codec is missing
   */
  Optional<SoundDecoder> decoder(Path file, String name, int stream, boolean salvage)
      throws IOException;

  /** Endings of the files that it writes, in lower case and without a dot. */
  Set<String> endings();

  /**
   * What a file would hold, before there is anything to write: the same, or of 24 bits where floats
   * are asked for and it holds integers.
   *
   * @throws IllegalArgumentException if it can hold no such sound, naming what is possible instead
   * @throws org.sirenaudio.error.MissingPartException if a part of the codec is missing
   */
  EncodedFormat accepted(EncodedFormat format) throws IOException;

  /**
   * Begins to write a file.
   *
   * @param file that exists and is empty
   * @param format that was accepted
   * @param frames number of frames that will be written, at least 1
   */
  SoundEncoder encoder(Path file, EncodedFormat format, long frames) throws IOException;
}
