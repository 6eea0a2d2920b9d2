package org.sirenaudio.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.codec.SoundCodec;
import org.sirenaudio.codec.SoundCodecs;
import org.sirenaudio.codec.SoundDecoder;
import org.sirenaudio.error.BadDataException;

/**
 * Reads WAV, AIFF, AIFF-C and AU sound in blocks of frames, in constant memory: integers of 8, 16,
 * 24 and 32 bits, floats of 32 and 64 bits, µ-law and A-law. Other formats are decoded by the
 * installed codecs ({@link org.sirenaudio.codec.SoundCodec}).
 *
 * <p>The header is validated on opening. A file shorter than its header declares is an error unless
 * {@linkplain Incomplete#SALVAGED salvaged}; a stream, whose writer could not know its length, ends
 * where its bytes end. Non-finite samples are always an error; float samples beyond ±1 are kept.
 * Every {@link BadDataException} begins with the sound's name.
 *
 * <p>Confined to one thread at a time.
 */
public final class AudioReader implements Closeable {
  private static final int BLOCK_BYTES = 1 << 16;

  private final ByteSource in;
  private final SoundLayout layout;
  private final @Nullable WavParser wav;
  private final @Nullable ForeignSound foreign;
  private final byte[] raw;
  private final ByteBuffer rawBuffer;
  private SoundMetadata metadata;
  private long position;
  private boolean ended;
  private final Gaps gaps;

  private AudioReader(
      ByteSource in,
      SoundLayout layout,
      @Nullable WavParser wav,
      @Nullable ForeignSound foreign,
      Gaps gaps) {
    this.in = in;
    this.gaps = gaps;
    this.layout = layout;
    this.wav = wav;
    this.foreign = foreign;
    metadata = layout.metadata();
    this.raw = new byte[BLOCK_BYTES / layout.frameBytes() * layout.frameBytes()];
    this.rawBuffer = ByteBuffer.wrap(raw);
  }

  /**
   * Opens a file, or a pipe or device that has a path.
   *
   * @throws BadDataException if it is a folder, empty, truncated, or not in a supported format
   * @throws java.nio.file.NoSuchFileException if it does not exist
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if it cannot be read
   */
  public static AudioReader open(Path path) throws IOException {
    return open(path, path.toString(), ReadOptions.STRICT);
  }

  /**
   * As above, with options.
   *
   * @param name what to call it in messages
   * @throws BadDataException also if it lacks the requested stream
   * @throws IOException as above
   */
  public static AudioReader open(Path path, String name, ReadOptions options) throws IOException {
    ByteSource in = ByteSource.open(path, name, options.incomplete());
    try {
      return of(in, options);
    } catch (IOException | RuntimeException | Error e) {
      in.close();
      throw e;
    }
  }

  /**
   * Reads from a stream, such as standard input.
   *
   * @param name the name to use in messages
   * @throws BadDataException if it is empty, truncated, or not in a supported format
   * @throws org.sirenaudio.error.MissingPartException if its format needs a codec that is not
   *     installed
   * @throws IOException if the stream cannot be read
   */
  public static AudioReader of(InputStream in, String name) throws IOException {
    return of(in, name, ReadOptions.STRICT);
  }

  /**
   * As above, with options.
   *
   * @throws BadDataException also if it lacks the requested stream
   * @throws IOException as above
   */
  public static AudioReader of(InputStream in, String name, ReadOptions options)
      throws IOException {
    return of(ByteSource.of(in, name, options.incomplete()), options);
  }

  static AudioReader of(ByteSource in, ReadOptions options) throws IOException {
    try {
      AudioReader own = of(in, options.gaps());
      options.requireFirst(in.name());
      in.keepNoMore();
      return own;
    } catch (BadDataException e) {
      if (!e.isForeign()) {
        throw e;
      }
      ForeignSound foreign = ForeignSound.open(in, options, e);
      return new AudioReader(in, foreign.layout(), null, foreign, options.gaps());
    }
  }

  private static AudioReader of(ByteSource in, Gaps gaps) throws IOException {
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
    return new AudioReader(in, layout, wav, null, gaps);
  }

  Gaps gaps() {
    return gaps;
  }

  private static void remarkMissing(ByteSource in, SoundLayout layout, long there, long missing) {
    if (missing > 0) {
      double rate = layout.sampleRate();
      in.remark(
          "%d of the %d frames declared in its header are missing, %.3f of %.3f s",
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
   * Frames per second in Hz, 1 to {@link Clip#MAX_RATE}; an integer in WAV and AU, possibly
   * fractional in AIFF.
   */
  public double sampleRate() {
    return layout.sampleRate();
  }

  /** Number of channels, 1 to 64. */
  public int channels() {
    return layout.channels();
  }

  /** Number of frames, or −1 for a stream of unknown length. */
  public long frames() {
    return layout.frames();
  }

  /** Frames read so far. */
  public long position() {
    return position;
  }

  /** The name used in messages. */
  public String name() {
    return in.name();
  }

  /** The sound's metadata. For a stream it is complete only after the last sample has been read. */
  public SoundMetadata metadata() {
    List<String> remarks = in.takeRemarks();
    if (!remarks.isEmpty()) {
      metadata = metadata.with(metadata.chunks(), 0, remarks);
    }
    return metadata;
  }

  /** The layout, as far as it is known. */
  SoundLayout layout() {
    return new SoundLayout(
        layout.samples(), layout.channels(), layout.sampleRate(), layout.frames(), metadata());
  }

  /** Byte offset of the next frame in the file. */
  long bytePosition() {
    return in.position();
  }

  /** Whether {@link #frames()} was checked against the file's length. */
  boolean framesAreCertain() {
    return foreign == null && !in.isStream();
  }

  /**
   * Reads frames.
   *
   * @param block [channels][≥ offset + frames], receives the samples; ±1 is full scale
   * @param offset first frame of the block to fill
   * @param frames frames to read
   * @return frames read; fewer than wanted only at the end of the sound
   * @throws BadDataException if a sample is not finite, or the sound ends earlier than its header
   *     declares
   * @throws IOException if it cannot be read
   * @throws IllegalArgumentException if the block has another number of channels
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
    if (foreign != null && ended) {
      metadata = foreign.metadata();
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
    int got = foreign != null ? foreign.read(block, offset, frames) : decode(block, offset, frames);
    if (got == 0 && position == 0) {
      throw noFrames(in, frameBytes());
    }
    for (int c = 0; c < block.length; c++) {
      requireFinite(name(), gaps, sampleRate(), block[c], offset, got, c, position);
    }
    position += got;
    return got;
  }

  private int decode(float[][] block, int offset, int frames) throws IOException {
    int got = in.read(raw, frames * frameBytes()) / frameBytes();
    if (got < frames && layout.frames() >= 0) {
      endEarly(position + got);
    }
    for (int c = 0; c < block.length; c++) {
      int at = c * layout.samples().bytes();
      layout.samples().decode(rawBuffer, at, frameBytes(), block[c], offset, got);
    }
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
   * Rejects non-finite samples of a channel outside gaps; {@code first} is the frame index of the
   * first.
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

  /**
   * Closes the file; a stream passed in stays open.
   *
   * @throws IOException if it cannot be closed, or its temporary copy cannot be deleted
   */
  @Override
  public void close() throws IOException {
    try (in) {
      if (foreign != null) {
        foreign.close();
      }
    }
  }

  /**
   * Sound in a format decoded by a codec.
   *
   * @param name the name to use in messages
   * @param copy the temporary file that the codec reads if the sound does not come from a file
   */
  private record ForeignSound(String name, SoundDecoder decoder, @Nullable Path copy)
      implements Closeable {

    /**
     * Opens it with the first codec that recognises it.
     *
     * @param refusal the error to throw if none does
     */
    static ForeignSound open(ByteSource in, ReadOptions options, BadDataException refusal)
        throws IOException {
      List<SoundCodec> codecs = SoundCodecs.all();
      if (codecs.isEmpty()) {
        throw refusal;
      }
      Path copy = in.path() == null ? Spool.temporary() : null;
      try {
        if (copy != null) {
          in.copyTo(copy);
        }
        Path file = Objects.requireNonNull(copy != null ? copy : in.path());
        for (SoundCodec codec : codecs) {
          Optional<SoundDecoder> decoder =
              codec.decoder(file, in.name(), options.stream(), in.salvages());
          if (decoder.isPresent()) {
            return new ForeignSound(in.name(), decoder.get(), copy);
          }
        }
        throw refusal;
      } catch (IOException | RuntimeException | Error e) {
        delete(copy);
        throw e;
      }
    }

    SoundLayout layout() throws BadDataException {
      return new SoundLayout(
          Spool.FLOATS, decoder.channels(), decoder.sampleRate(), -1, metadata());
    }

    int read(float[][] block, int offset, int frames) throws IOException {
      return decoder.read(block, offset, frames);
    }

    /** What is known so far. */
    SoundMetadata metadata() {
      List<String> remarks = decoder.remarks().stream().map(line -> name + ": " + line).toList();
      return new SoundMetadata(
          decoder.channelMask(), WavChunks.NONE, decoder.missingFrames(), remarks);
    }

    @Override
    public void close() throws IOException {
      try (decoder) {
        delete(copy);
      }
    }

    private static void delete(@Nullable Path copy) throws IOException {
      if (copy != null) {
        Files.deleteIfExists(copy);
      }
    }
  }
}
