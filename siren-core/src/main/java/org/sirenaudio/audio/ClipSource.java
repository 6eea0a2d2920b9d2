package org.sirenaudio.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * Random access to the samples of a recording: a {@link Clip} in memory, or a sound file too long
 * for that. Safe for use by several threads.
 */
public interface ClipSource {

  /** Frames per second, in Hz. */
  double sampleRate();

  /** Number of channels. */
  int channels();

  /** Number of frames, that is samples per channel. */
  int frames();

  /** The sound's metadata; empty unless it comes from a file. */
  default SoundMetadata metadata() {
    return SoundMetadata.NONE;
  }

  /**
   * A copy of a span of at least one frame, without metadata.
   *
   * @param fromFrame the first, from 0
   * @param frames number of frames
   * @throws IndexOutOfBoundsException if the span does not lie within the recording
   * @throws java.io.UncheckedIOException if the samples cannot be read, or are not finite
   * @throws IllegalArgumentException if it is empty
   */
  Clip slice(int fromFrame, int frames);

  /** Duration: frames / sampleRate. */
  default double seconds() {
    return frames() / sampleRate();
  }

  /**
   * How many seconds after another recording this one begins, by the time references of both (BWF),
   * wrapped at midnight to the shorter distance; empty unless both have one.
   */
  default OptionalDouble secondsAfter(ClipSource other) {
    OptionalLong own = metadata().timeReference();
    OptionalLong others = other.metadata().timeReference();
    return own.isEmpty() || others.isEmpty()
        ? OptionalDouble.empty()
        : OptionalDouble.of(
            Math.IEEEremainder(
                own.getAsLong() / sampleRate() - others.getAsLong() / other.sampleRate(),
                (double) Duration.ofDays(1).toSeconds()));
  }

  /**
   * Opens a sound file; see {@link AudioReader} for the supported formats. Up to 32 million samples
   * are read at once; a longer file stays open and is read on demand. Long sound from a pipe or
   * device, or in a compressed format, is first copied to a temporary file.
   *
   * @throws org.sirenaudio.error.BadDataException if the file is not in a supported format, is
   *     truncated, or is read at once and has non-finite samples
   * @throws java.nio.file.NoSuchFileException if it does not exist
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if it cannot be read or copied
   */
  static ClipSource open(Path path) throws IOException {
    return open(path, path.toString(), ReadOptions.STRICT);
  }

  /**
   * As above.
   *
   * @param name the name to use in messages
   * @throws org.sirenaudio.error.BadDataException also if it lacks the requested stream
   * @throws IOException as above
   */
  static ClipSource open(Path path, String name, ReadOptions options) throws IOException {
    return SoundFile.open(path, name, options);
  }

  /**
   * Reads a sound from a stream up to its end and leaves the stream open. More than 32 million
   * samples go to a temporary file, which is deleted automatically.
   *
   * @param name the name to use in messages
   * @throws org.sirenaudio.error.BadDataException if it is not in a supported format, is truncated,
   *     or has non-finite samples
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if the stream cannot be read, or the temporary file not written
   */
  static ClipSource read(InputStream in, String name) throws IOException {
    return read(in, name, ReadOptions.STRICT);
  }

  /**
   * As above, with options.
   *
   * @throws org.sirenaudio.error.BadDataException also if it lacks the requested stream
   * @throws IOException as above
   */
  static ClipSource read(InputStream in, String name, ReadOptions options) throws IOException {
    try (AudioReader reader = AudioReader.of(in, name, options)) {
      return Spool.read(reader);
    }
  }
}
