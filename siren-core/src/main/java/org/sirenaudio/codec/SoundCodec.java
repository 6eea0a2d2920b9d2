package org.sirenaudio.codec;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;

/**
 * Sound formats beyond those of the core. Found through {@link java.util.ServiceLoader} when a file
 * is not in a core format, so it may be slow to load; threads may share it.
 */
public interface SoundCodec {

  /**
   * Opens a file.
   *
   * @param name the name to use in messages
   * @param stream which sound stream of the file, counted from 1
   * @param salvage whether to read what is readable of a damaged or truncated file
   * @return empty if the file is in no format that it supports
   * @throws org.sirenaudio.error.BadDataException if it is sound that cannot be read
   * @throws org.sirenaudio.error.MissingPartException if a part of the codec is missing
   * @throws IOException if it cannot be read
   */
  Optional<SoundDecoder> decoder(Path file, String name, int stream, boolean salvage)
      throws IOException;

  /** File name extensions that it can write, in lower case without a dot. */
  Set<String> endings();

  /**
   * The format that a file would get, before anything is written: as requested, or 24-bit if floats
   * are requested and the format holds integers.
   *
   * @throws IllegalArgumentException if the format cannot hold this sound, naming what is possible
   *     instead
   * @throws org.sirenaudio.error.MissingPartException if a part of the codec is missing
   * @throws IOException if the codec fails
   */
  EncodedFormat accepted(EncodedFormat format) throws IOException;

  /**
   * Opens a file for writing.
   *
   * @param file an existing empty file
   * @param format as returned by {@link #accepted}
   * @param frames number of frames that will be written, at least 1
   * @throws IOException if it cannot be written
   */
  SoundEncoder encoder(Path file, EncodedFormat format, long frames) throws IOException;
}
