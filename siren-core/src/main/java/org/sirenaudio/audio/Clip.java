package org.sirenaudio.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.sirenaudio.error.BadDataException;

/**
 * A recording in memory: float32 samples as [channels][frames], where ±1 is full scale (0 dBFS),
 * and a sample rate in Hz.
 *
 * <p>1 to 64 channels, at least one frame, all samples finite; samples beyond ±1 are allowed. The
 * rate, 1 to {@link #MAX_RATE} Hz, is a double because a continuous function of time can be
 * rendered at any rate and AIFF can store any; WAV and AU allow integer rates only. The frame count
 * is an int, which limits a clip to about 13 hours at 44.1 kHz; {@link AudioReader} reads longer
 * sound in blocks.
 *
 * <p>Immutable, and so safe for use by several threads, as long as nobody writes to its arrays.
 */
public final class Clip implements ClipSource {
  static final int MAX_CHANNELS = 64;

  /** The highest sample rate of a clip, in Hz. */
  public static final int MAX_RATE = 768_000;

  private static final int MAX_FRAMES = Integer.MAX_VALUE - 8;

  private final double sampleRate;
  private final float[][] samples;
  private final SoundMetadata metadata;

  private Clip(double sampleRate, float[][] samples, SoundMetadata metadata) {
    this.sampleRate = sampleRate;
    this.samples = samples;
    this.metadata = metadata;
  }

  /**
   * Wraps the given samples without copying them.
   *
   * @param sampleRate frames per second in Hz, 1 to {@link #MAX_RATE}
   * @param samples [channels][frames], finite
   * @throws IllegalArgumentException if the arguments are invalid
   */
  public static Clip of(double sampleRate, float[][] samples) {
    checkRate(sampleRate);
    checkChannels(samples.length);
    int frames = samples[0].length;
    if (frames == 0) {
      throw new IllegalArgumentException("a clip needs at least one frame");
    }
    for (int c = 0; c < samples.length; c++) {
      if (samples[c].length != frames) {
        throw new IllegalArgumentException(
            "channel " + c + " has " + samples[c].length + " frames, channel 0 has " + frames);
      }
      for (int i = 0; i < frames; i++) {
        if (!Float.isFinite(samples[c][i])) {
          throw new IllegalArgumentException(
              "sample of channel " + c + ", frame " + i + " (both from 0) is " + samples[c][i]);
        }
      }
    }
    return new Clip(sampleRate, samples.clone(), SoundMetadata.NONE);
  }

  /**
   * Reads a whole sound file; see {@link AudioReader} for the supported formats.
   *
   * @throws BadDataException if the file is not in a supported format, is truncated, does not fit
   *     into memory, or has non-finite samples
   * @throws java.nio.file.NoSuchFileException if it does not exist
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if it cannot be read
   */
  public static Clip read(Path path) throws IOException {
    try (AudioReader reader = AudioReader.open(path)) {
      return read(reader);
    }
  }

  /**
   * Reads a whole sound from a stream, which is left open.
   *
   * @param name the name to use in messages
   * @throws BadDataException if it is not in a supported format, is truncated, does not fit into
   *     memory, or has non-finite samples
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if the stream cannot be read
   */
  public static Clip read(InputStream in, String name) throws IOException {
    try (AudioReader reader = AudioReader.of(in, name)) {
      return read(reader);
    }
  }

  /**
   * Reads a whole sound file from memory, as strictly as from disk.
   *
   * @param file its bytes
   * @param name the name to use in messages
   * @throws BadDataException as from disk
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if a codec cannot read it
   */
  public static Clip read(byte[] file, String name) throws IOException {
    return read(file, name, ReadOptions.STRICT);
  }

  /**
   * As above, with options.
   *
   * @throws BadDataException also if it lacks the requested stream
   * @throws IOException as above
   */
  public static Clip read(byte[] file, String name, ReadOptions options) throws IOException {
    ByteSource in = ByteSource.of(file, name, options.incomplete());
    try (AudioReader reader = AudioReader.of(in, options)) {
      return read(reader);
    }
  }

  static Clip read(AudioReader reader) throws IOException {
    requireFrames(reader.name(), reader.frames());
    try {
      if (reader.framesAreCertain()) {
        float[][] samples = readKnown(reader);
        return new Clip(reader.sampleRate(), samples, reader.metadata());
      }
      return (Clip) Spool.read(reader, Long.MAX_VALUE);
    } catch (OutOfMemoryError e) {
      throw new BadDataException(
          reader.name() + ": does not fit into memory; cut it or raise the limit with -Xmx", e);
    }
  }

  /** Rejects more frames than an array can hold. */
  static void requireFrames(String name, long frames) throws BadDataException {
    if (frames > MAX_FRAMES) {
      throw new BadDataException(
          "%s: has %d frames but a clip holds at most %d; cut it"
              .formatted(name, frames, MAX_FRAMES));
    }
  }

  /** A clip of samples that are known to be valid. */
  static Clip checked(double sampleRate, float[][] samples, SoundMetadata metadata) {
    return new Clip(sampleRate, samples, metadata);
  }

  private static float[][] readKnown(AudioReader reader) throws IOException {
    float[][] samples = new float[reader.channels()][(int) reader.frames()];
    reader.read(samples, 0, samples[0].length);
    return samples;
  }

  /** Frames per second, in Hz. */
  @Override
  public double sampleRate() {
    return sampleRate;
  }

  /** Number of channels. */
  @Override
  public int channels() {
    return samples.length;
  }

  /** Number of frames, that is samples per channel. */
  @Override
  public int frames() {
    return samples[0].length;
  }

  /** Duration: frames / sampleRate. */
  @Override
  public double seconds() {
    return frames() / sampleRate;
  }

  /**
   * The samples of one channel, counted from 0: the clip's own array, not a copy.
   *
   * @throws IndexOutOfBoundsException if there is no such channel
   */
  public float[] channel(int channel) {
    return samples[Objects.checkIndex(channel, samples.length)];
  }

  /** {@code [channels][frames]}: the clip's own arrays, not copies. */
  public float[][] samples() {
    return samples.clone();
  }

  /** Peak: the largest magnitude of all samples, 0 for silence. */
  public double peak() {
    double peak = 0;
    for (float[] channel : samples) {
      for (float sample : channel) {
        peak = Math.max(peak, Math.abs(sample));
      }
    }
    return peak;
  }

  @Override
  public SoundMetadata metadata() {
    return metadata;
  }

  /** The same samples with other metadata. */
  public Clip withMetadata(SoundMetadata other) {
    return new Clip(sampleRate, samples, other);
  }

  /**
   * A copy of the given span of at least one frame.
   *
   * @throws IndexOutOfBoundsException if the span does not lie within the clip
   * @throws IllegalArgumentException if it is empty
   */
  @Override
  public Clip slice(int fromFrame, int frames) {
    Objects.checkFromIndexSize(fromFrame, frames, frames());
    if (frames == 0) {
      throw new IllegalArgumentException("a clip needs at least one frame");
    }
    float[][] part = new float[channels()][];
    for (int c = 0; c < part.length; c++) {
      part[c] = Arrays.copyOfRange(samples[c], fromFrame, fromFrame + frames);
    }
    return new Clip(sampleRate, part, SoundMetadata.NONE);
  }

  /**
   * Writes a float WAV file, which stores the samples exactly.
   *
   * @throws java.nio.file.FileAlreadyExistsException if the file exists
   * @throws IllegalArgumentException if the sample rate is not an integer, or the format implied by
   *     the extension cannot hold the clip
   * @throws org.sirenaudio.error.MissingPartException if the extension names a format whose codec
   *     is not installed
   * @throws IOException if it cannot be written
   */
  public void write(Path path) throws IOException {
    write(path, false);
  }

  /**
   * As above, replacing an existing file if {@code overwrite} is set.
   *
   * @throws IllegalArgumentException as above
   * @throws IOException if it cannot be written
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and may not be replaced
   */
  public void write(Path path, boolean overwrite) throws IOException {
    write(path, Encoding.FLOAT, overwrite);
  }

  /**
   * Writes a WAV file, dithered if 16-bit; {@link WavWriter} has more options.
   *
   * @param overwrite whether to replace an existing file
   * @return number of samples that were clipped to full scale
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and may not be replaced
   * @throws IllegalArgumentException if the sample rate is not an integer, or the format implied by
   *     the extension cannot hold the clip
   * @throws org.sirenaudio.error.MissingPartException if the extension names a format whose codec
   *     is not installed
   * @throws IOException if it cannot be written
   */
  public long write(Path path, Encoding encoding, boolean overwrite) throws IOException {
    return write(WavWriter.to(path, format(encoding), frames(), overwrite));
  }

  /**
   * Writes WAV to a stream, which is flushed and left open; returns the number of clipped samples.
   *
   * @throws IllegalArgumentException if the sample rate is not an integer
   * @throws IOException if the stream cannot be written
   */
  public long write(OutputStream out, Encoding encoding) throws IOException {
    return write(WavWriter.to(out, format(encoding), frames()));
  }

  private WavFormat format(Encoding encoding) {
    return WavFormat.of(sampleRate, channels(), encoding).withMetadata(metadata);
  }

  private long write(WavWriter writer) throws IOException {
    try (writer) {
      writer.write(samples, 0, frames());
    }
    return writer.clippedSamples();
  }

  static boolean isRate(double rate) {
    return rate >= 1 && rate <= MAX_RATE;
  }

  static void checkRate(double rate) {
    if (!isRate(rate)) {
      throw new IllegalArgumentException(
          "a sample rate is 1 to " + MAX_RATE + " Hz, not " + plain(rate));
    }
  }

  static void checkChannels(int channels) {
    if (channels < 1 || channels > MAX_CHANNELS) {
      throw new IllegalArgumentException(
          "a clip has 1 to " + MAX_CHANNELS + " channels, not " + channels);
    }
  }

  /** A rate, without ".0" if it is an integer. */
  static String plain(double rate) {
    return rate == Math.rint(rate) && Math.abs(rate) < 1e15
        ? Long.toString((long) rate)
        : Double.toString(rate);
  }

  @Override
  public String toString() {
    return "Clip["
        + channels()
        + " channels, "
        + frames()
        + " frames, "
        + plain(sampleRate)
        + " Hz]";
  }
}
