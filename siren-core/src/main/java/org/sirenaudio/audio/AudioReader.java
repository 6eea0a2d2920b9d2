package org.sirenaudio.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;

/**
 * Reads WAV, AIFF, AIFF-C and AU sound in blocks of frames, in memory that does not grow with the
 * sound: integers of 8, 16, 24 and 32 bits, floats of 32 and 64 bits, µ-law and A-law.
 *
 * <p>The header is checked when the reader is made. A file whose header claims more sound than it
 * holds is an error, unless it is to be {@linkplain Incomplete#SALVAGED salvaged}; in a stream,
 * whose writer could not know its length, the sound ends where the stream ends. Samples that are
 * not finite are an error wherever they are; float samples beyond ±1 are kept. Every {@link
 * BadDataException} begins with the sound's name.
 */
public final class AudioReader implements Closeable {
  private static final int BLOCK_BYTES = 1 << 16;

  private final ByteSource in;
  private final SoundLayout layout;
  private final @Nullable WavParser wav;
  private final byte[] raw;
  private final ByteBuffer rawBuffer;
  private SoundMetadata metadata;
  private long position;
  private boolean ended;
  private Gaps gaps = Gaps.none();

  private AudioReader(ByteSource in, SoundLayout layout, @Nullable WavParser wav) {
    this.in = in;
    this.layout = layout;
    this.wav = wav;
    metadata = layout.metadata();
    this.raw = new byte[BLOCK_BYTES / layout.frameBytes() * layout.frameBytes()];
    this.rawBuffer = ByteBuffer.wrap(raw);
  }

  /**
   * Opens a file, or a pipe or device that has a path.
   *
   * @throws BadDataException if it is a folder, empty, cut off, or no sound that can be read
   * @throws java.nio.file.NoSuchFileException if there is none
   */
  public static AudioReader open(Path path) throws IOException {
    return open(path, path.toString(), Incomplete.REFUSED);
  }

  /**
   * The same.
   *
   * @param name what to call it in messages
   * @param incomplete what happens where its header promises more than there is
   */
  public static AudioReader open(Path path, String name, Incomplete incomplete) throws IOException {
    ByteSource in = ByteSource.open(path, name, incomplete);
    try {
      return of(in);
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads from a stream, such as standard input.
   *
   * @param name what to call it in messages
   */
  public static AudioReader of(InputStream in, String name) throws IOException {
    return of(in, name, Incomplete.REFUSED);
  }

  /**
   * The same.
   *
   * @param incomplete what happens where the stream ends before its header says
   */
  public static AudioReader of(InputStream in, String name, Incomplete incomplete)
      throws IOException {
    return of(ByteSource.of(in, name, incomplete));
  }

  static AudioReader of(ByteSource in) throws IOException {
    SoundFormat format = SoundFormat.of(in);
    WavParser wav = format == SoundFormat.WAV ? new WavParser(in) : null;
    SoundLayout layout =
        switch (format) {
          case WAV -> Objects.requireNonNull(wav).parse();
          case AIFF -> AiffParser.parse(in);
          case AU -> AuParser.parse(in);
        };
    if (layout.frames() == 0) {
      throw noFrames(in, layout.frameBytes());
    }
    remarkMissing(in, layout, layout.frames(), layout.metadata().missingFrames());
    return new AudioReader(in, layout, wav);
  }

  /** The same; its gaps need not be finite. */
  AudioReader with(Gaps some) {
    gaps = some;
    return this;
  }

  Gaps gaps() {
    return gaps;
  }

  private static void remarkMissing(ByteSource in, SoundLayout layout, long there, long missing) {
    if (missing > 0) {
      double rate = layout.sampleRate();
      in.remark(
          "%d of the %d frames that its header promises are missing, %.3f of %.3f s",
          missing, there + missing, missing / rate, (there + missing) / rate);
    }
  }

  private static BadDataException noFrames(ByteSource in, int frameBytes) {
    String none = "holds no sound (0 frames)";
    return !in.isStream() && in.remaining() >= frameBytes
        ? in.cutOff(none + " by its header, but %d bytes follow", in.remaining())
        : in.bad(none + "; at least one frame is needed");
  }

  /**
   * Frames per second in Hz, 1 to {@link Clip#MAX_RATE}; WAV and AU hold whole rates, AIFF may hold
   * fractional ones.
   */
  public double sampleRate() {
    return layout.sampleRate();
  }

  /** Number of channels, 1 to 64. */
  public int channels() {
    return layout.channels();
  }

  /** Number of frames, or −1 where a stream does not say. */
  public long frames() {
    return layout.frames();
  }

  /** Frames read so far. */
  public long position() {
    return position;
  }

  /** The sound's name in messages. */
  public String name() {
    return in.name();
  }

  /** What the sound says beside its samples. Of a stream it is whole when all has been read. */
  public SoundMetadata metadata() {
    List<String> remarks = in.takeRemarks();
    if (!remarks.isEmpty()) {
      metadata = metadata.with(metadata.chunks(), 0, remarks);
    }
    return metadata;
  }

  /** The layout, with what is known by now. */
  SoundLayout layout() {
    return new SoundLayout(
        layout.samples(), layout.channels(), layout.sampleRate(), layout.frames(), metadata());
  }

  /** Where the next frame lies in the file, in bytes. */
  long bytePosition() {
    return in.position();
  }

  /** Whether {@link #frames()} was checked against the length of a file. */
  boolean framesAreCertain() {
    return !in.isStream();
  }

  /**
   * Reads frames.
   *
   * @param block [channels][≥ offset + frames], receives the samples; ±1 is full scale
   * @param offset first frame of the block to fill
   * @param frames frames wanted
   * @return frames read; fewer than wanted only at the end of the sound
   * @throws BadDataException if a sample is not finite, or the sound ends before its header says
   */
  public int read(float[][] block, int offset, int frames) throws IOException {
    if (block.length != layout.channels()) {
      throw new IllegalArgumentException(
          "block of " + block.length + " channels for sound of " + layout.channels());
    }
    int wanted = frames;
    if (layout.frames() >= 0) {
      wanted = (int) Math.min(frames, layout.frames() - position);
    }
    int done = 0;
    while (done < wanted && !ended) {
      int got = readOnce(block, offset + done, Math.min(wanted - done, raw.length / frameBytes()));
      done += got;
      ended |= got == 0;
    }
    if (position == layout.frames() && !ended) {
      ended = true;
      if (wav != null) {
        metadata = metadata.with(wav.finish(), 0, List.of());
      }
    }
    return done;
  }

  private int frameBytes() {
    return layout.frameBytes();
  }

  private int readOnce(float[][] block, int offset, int frames) throws IOException {
    int bytes = frames * frameBytes();
    int got = in.read(raw, bytes) / frameBytes();
    if (got < frames && layout.frames() >= 0) {
      endEarly(position + got);
    }
    if (got == 0 && position == 0) {
      throw noFrames(in, frameBytes());
    }
    for (int c = 0; c < block.length; c++) {
      int at = c * layout.samples().bytes();
      layout.samples().decode(rawBuffer, at, frameBytes(), block[c], offset, got);
    }
    for (int c = 0; c < block.length; c++) {
      requireFinite(name(), gaps, sampleRate(), block[c], offset, got, c, position);
    }
    position += got;
    return got;
  }

  private void endEarly(long there) throws BadDataException {
    if (!in.salvages()) {
      throw in.cutOff(
          "ends after %d of %d frames; the sound is incomplete", there, layout.frames());
    }
    if (!ended) {
      ended = true;
      long missing = layout.frames() - there;
      metadata = metadata.with(metadata.chunks(), missing, List.of());
      remarkMissing(in, layout, there, missing);
    }
  }

  /**
   * Refuses samples of a channel that are not finite, unless they lie in a gap; {@code first} is
   * the frame of the first.
   */
  static void requireFinite(
      String name,
      Gaps gaps,
      double sampleRate,
      float[] samples,
      int offset,
      int count,
      int channel,
      long first)
      throws BadDataException {
    for (int i = 0; i < count; i++) {
      if (Float.isFinite(samples[offset + i])) {
        continue;
      }
      if (gaps.excuse(first + i, sampleRate)) {
        samples[offset + i] = 0;
      } else {
        throw new BadDataException(
            "%s: sample of channel %d, frame %d (both from 0) is not a finite number; repair or export it again"
                .formatted(name, channel, first + i));
      }
    }
  }

  /** Closes the file; a stream that was handed in stays open. */
  @Override
  public void close() throws IOException {
    in.close();
  }
}
