package org.sirenaudio.audio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Objects;
import org.sirenaudio.error.BadDataException;

/**
 * A recording in memory: samples as [channels][frames] float32 where ±1 is full scale (0 dBFS), and
 * a sample rate in Hz.
 *
 * <p>1 to 64 channels, at least one frame, all samples finite; samples beyond ±1 are allowed. The
 * rate, 1 to {@link #MAX_RATE} Hz, is a double because a continuous function of time can be
 * rendered at any rate and AIFF can store any; WAV and AU hold whole rates only. The number of
 * frames is an int, so one clip holds about 13 hours at 44.1 kHz; {@link AudioReader} reads longer
 * sound in blocks.
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
   * A clip of the given samples, which are taken over, not copied.
   *
   * @param sampleRate frames per second in Hz, 1 to {@link #MAX_RATE}
   * @param samples [channels][frames], finite
   * @throws IllegalArgumentException if there is no such clip
   */
  public static Clip of(double sampleRate, float[][] samples) {
    checkRate(sampleRate);
    checkChannels(samples.length);
    int frames = samples[0].length;
    if (frames == 0) {
      throw new IllegalArgumentException("a clip has at least one frame");
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
   * Reads a whole sound file; see {@link AudioReader} for what can be read.
   *
   * @throws BadDataException if the file is not such a sound, is cut off, or has samples that are
   *     not finite
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  public static Clip read(Path path) throws IOException {
    try (AudioReader reader = AudioReader.open(path)) {
      return read(reader);
    }
  }

  /**
   * Reads a whole sound from a stream, which is left open.
   *
   * @param name what to call it in messages
   */
  public static Clip read(InputStream in, String name) throws IOException {
    try (AudioReader reader = AudioReader.of(in, name)) {
      return read(reader);
    }
  }

  /**
   * Reads a whole sound file that is in memory, as strictly as one on disk.
   *
   * @param file its bytes
   * @param name what to call it in messages
   */
  public static Clip read(byte[] file, String name) throws IOException {
    return read(file, name, ReadOptions.STRICT);
  }

  /** The same. */
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

  /** Refuses more frames than an array can have. */
  static void requireFrames(String name, long frames) throws BadDataException {
    if (frames > MAX_FRAMES) {
      throw new BadDataException(
          "%s: has %d frames; one clip has %d at most, so cut it"
              .formatted(name, frames, MAX_FRAMES));
    }
  }

  /** A clip of samples that are known to be one. */
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

  /** Number of frames, that is samples of each channel. */
  @Override
  public int frames() {
    return samples[0].length;
  }

  /** Duration: frames / sampleRate. */
  @Override
  public double seconds() {
    return frames() / sampleRate;
  }

  /** The samples of one channel, counted from 0: the clip's own array, not a copy. */
  public float[] channel(int channel) {
    return samples[Objects.checkIndex(channel, samples.length)];
  }

  /** {@code [channels][frames]}: the clip's own arrays, not copies. */
  public float[][] samples() {
    return samples.clone();
  }

  /** The largest magnitude of all samples: 0 for silence. */
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

  /** The same samples, with this to say beside them. */
  public Clip withMetadata(SoundMetadata other) {
    return new Clip(sampleRate, samples, other);
  }

  /** A copy of the given span of at least one frame. */
  @Override
  public Clip slice(int fromFrame, int frames) {
    Objects.checkFromIndexSize(fromFrame, frames, frames());
    if (frames == 0) {
      throw new IllegalArgumentException("a clip has at least one frame");
    }
    float[][] part = new float[channels()][];
    for (int c = 0; c < part.length; c++) {
      part[c] = Arrays.copyOfRange(samples[c], fromFrame, fromFrame + frames);
    }
    return new Clip(sampleRate, part, SoundMetadata.NONE);
  }

  /**
   * Writes a float WAV file, which holds exactly these samples.
   *
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file
   * @throws IllegalArgumentException if the sample rate is not a whole number
   */
  public void write(Path path) throws IOException {
    write(path, false);
  }

  /** The same, over another file if {@code overwrite} says so. */
  public void write(Path path, boolean overwrite) throws IOException {
    write(path, Encoding.FLOAT, overwrite);
  }

  /**
   * Writes a WAV file, with dither if in 16 bits; {@link WavWriter} has more choices.
   *
   * @param overwrite whether to replace a file of that name
   * @return number of samples that were clipped to full scale
   * @throws java.nio.file.FileAlreadyExistsException if there is such a file and it must not be
   *     replaced
   * @throws IllegalArgumentException if the sample rate is not a whole number
   */
  public long write(Path path, Encoding encoding, boolean overwrite) throws IOException {
    return write(WavWriter.to(path, format(encoding), frames(), overwrite));
  }

  /**
   * Writes WAV to a stream, which is flushed and left open; returns the number of clipped samples.
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

  /** A rate without the trailing ".0" of whole numbers. */
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
