package org.sirenaudio.audio;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.sirenaudio.error.BadDataException;

/**
 * Reads WAV, AIFF, AIFF-C and AU sound in blocks of frames, in memory that does not grow with the
 * sound: integers of 8, 16, 24 and 32 bits, floats of 32 and 64 bits, µ-law and A-law.
 *
 * <p>The header is checked when the reader is made. A file whose header claims more sound than it
 * holds is an error; in a stream, whose writer could not know its length, the sound ends where the
 * stream ends. Samples that are not finite are an error wherever they are; float samples beyond ±1
 * are kept. Every {@link BadDataException} begins with the sound's name.
 */
public final class AudioReader implements Closeable {
  private static final int BLOCK_BYTES = 1 << 16;

  private final ByteSource in;
  private final SoundLayout layout;
  private final Gaps gaps;
  private final byte[] raw;
  private final ByteBuffer rawBuffer;
  private long position;

  private AudioReader(ByteSource in, SoundLayout layout, Gaps gaps) {
    this.in = in;
    this.layout = layout;
    this.gaps = gaps;
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
    return open(path, path.toString());
  }

  static AudioReader open(Path path, String name) throws IOException {
    ByteSource in = ByteSource.open(path, name);
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
    return of(ByteSource.of(in, name));
  }

  static AudioReader of(ByteSource in) throws IOException {
    SoundLayout layout = parse(in);
    if (layout.frames() == 0) {
      throw noFrames(in);
    }
    return new AudioReader(in, layout, Gaps.none());
  }

  /** The same sound, read from where this one is, with gaps that need not be finite. */
  AudioReader with(Gaps some) {
    AudioReader reader = new AudioReader(in, layout, some);
    reader.position = position;
    return reader;
  }

  Gaps gaps() {
    return gaps;
  }

  private static SoundLayout parse(ByteSource in) throws IOException {
    byte[] head = in.peek(12);
    if (head.length == 0) {
      throw in.bad("is empty (0 bytes); give a WAV, AIFF or AU file");
    }
    String magic = new String(head, StandardCharsets.ISO_8859_1);
    String form = magic.substring(0, Math.min(4, magic.length()));
    String kind = magic.length() < 12 ? "" : magic.substring(8);
    return switch (form + kind) {
      case "RIFFWAVE", "RF64WAVE", "BW64WAVE" -> WavParser.parse(in);
      case "FORMAIFF", "FORMAIFC" -> AiffParser.parse(in);
      case "RIFF", "RF64", "BW64", "FORM" ->
          throw in.bad(
              "ends after %d bytes, inside its header; the file is incomplete, copy or export it"
                  + " again",
              magic.length());
      default -> {
        if (form.equals(".snd")) {
          yield AuParser.parse(in);
        }
        throw notSound(in, form, magic);
      }
    };
  }

  private static BadDataException notSound(ByteSource in, String form, String magic) {
    return in.bad(
        "is not WAV, AIFF or AU sound (%s); convert it to WAV first", describe(form, magic));
  }

  private static String describe(String form, String magic) {
    return switch (form) {
      case "fLaC" -> "it is FLAC";
      case "OggS" -> "it is Ogg";
      case "RIFX" -> "it is big-endian WAV";
      case "riff" -> "it is Sony Wave64";
      case "caff" -> "it is Apple CAF";
      case "dns." -> "it is little-endian AU";
      default -> {
        if (form.startsWith("ID3") || form.startsWith("\u00FF\u00FB")) {
          yield "it is MP3";
        }
        yield magic.startsWith("ftyp", 4)
            ? "it is MP4"
            : "it begins with '" + ByteSource.printable(magic) + "'";
      }
    };
  }

  private static BadDataException noFrames(ByteSource in) {
    return in.bad("holds no sound (0 frames); at least one frame is needed");
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

  SoundLayout layout() {
    return layout;
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
    while (done < wanted) {
      int got = readOnce(block, offset + done, Math.min(wanted - done, raw.length / frameBytes()));
      done += got;
      if (got == 0) {
        break;
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
      throw in.bad(
          "ends after %d of %d frames; the sound is incomplete, copy or export it again",
          position + got, layout.frames());
    }
    if (got == 0 && position == 0) {
      throw noFrames(in);
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
