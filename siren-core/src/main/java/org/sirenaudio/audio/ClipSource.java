package org.sirenaudio.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.OptionalDouble;
import java.util.OptionalLong;

/**
 * A recording whose samples can be had in any order, a span at a time: a {@link Clip} in memory, or
 * a sound file too long for that. Any number of threads may ask.
 */
public interface ClipSource {

  /** Frames per second, in Hz. */
  double sampleRate();

  /** Number of channels. */
  int channels();

  /** Number of frames, that is samples of each channel. */
  int frames();

  /** What is known of the sound beside its samples; nothing where it comes from no file. */
  default SoundMetadata metadata() {
    return SoundMetadata.NONE;
  }

  /**
   * A copy of a span of at least one frame, without metadata.
   *
   * @throws IndexOutOfBoundsException if the span does not lie within the recording
   * @throws java.io.UncheckedIOException if the samples cannot be read, or are not finite
   */
  Clip slice(int fromFrame, int frames);

  /** Duration: frames / sampleRate. */
  default double seconds() {
    return frames() / sampleRate();
  }

  /**
   * How many seconds after another recording this one begins, by the time references of both (BWF),
   * the nearer way round midnight; empty unless both have one.
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
   * Opens a sound file; see {@link AudioReader} for what can be read. Up to 32 million samples are
   * read at once; a longer file stays open and is read when samples are asked for. What comes from
   * a pipe or device, or has to be decoded, and is that long is first copied to a temporary file.
   *
   * @throws org.sirenaudio.error.BadDataException if the file is not such a sound, is cut off, or
   *     is read at once and has samples that are not finite
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  static ClipSource open(Path path) throws IOException {
    return open(path, path.toString(), ReadOptions.STRICT);
  }

  /**
   * The same.
   *
   * @param name what to call it in messages
   */
  static ClipSource open(Path path, String name, ReadOptions options) throws IOException {
    return SoundFile.open(path, name, options);
  }

  /**
   * Reads a sound from a stream up to its end and leaves it open; if it is longer than 32 million
   * samples, into a temporary file that goes away by itself.
   *
   * @param name what to call it in messages
   */
  static ClipSource read(InputStream in, String name) throws IOException {
    return read(in, name, ReadOptions.STRICT);
  }

  /** The same. */
  static ClipSource read(InputStream in, String name, ReadOptions options) throws IOException {
    try (AudioReader reader = AudioReader.of(in, name, options)) {
      return Spool.read(reader);
    }
  }
}
