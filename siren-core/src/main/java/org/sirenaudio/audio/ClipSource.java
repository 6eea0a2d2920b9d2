package org.sirenaudio.audio;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;

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
   * Opens a WAV, AIFF, AIFF-C or AU file; see {@link AudioReader} for what can be read. Up to 32
   * million samples are read at once; a longer file stays open and is read when samples are asked
   * for. What comes from a pipe or device and is that long is first copied to a temporary file.
   *
   * @throws org.sirenaudio.error.BadDataException if the file is not such a sound, is cut off, or
   *     is read at once and has samples that are not finite
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  static ClipSource open(Path path) throws IOException {
    return open(path, path.toString(), Incomplete.REFUSED);
  }

  /**
   * The same.
   *
   * @param name what to call it in messages
   * @param incomplete what happens where its header promises more than there is
   */
  static ClipSource open(Path path, String name, Incomplete incomplete) throws IOException {
    return open(path, name, incomplete, Gaps.none());
  }

  /** The same, with gaps in which samples need not be finite. */
  static ClipSource open(Path path, String name, Incomplete incomplete, Gaps gaps)
      throws IOException {
    return SoundFile.open(path, name, incomplete, gaps);
  }

  /**
   * Reads a sound from a stream up to its end and leaves it open; if it is longer than 32 million
   * samples, into a temporary file that goes away by itself.
   *
   * @param name what to call it in messages
   */
  static ClipSource read(InputStream in, String name) throws IOException {
    return read(in, name, Incomplete.REFUSED);
  }

  /** The same, with a choice of what happens where the stream ends before its header says. */
  static ClipSource read(InputStream in, String name, Incomplete incomplete) throws IOException {
    return read(in, name, incomplete, Gaps.none());
  }

  /** The same, with gaps in which samples need not be finite. */
  static ClipSource read(InputStream in, String name, Incomplete incomplete, Gaps gaps)
      throws IOException {
    return Spool.read(AudioReader.of(in, name, incomplete).with(gaps));
  }
}
