package org.sirenaudio.audio;

import static java.nio.ByteOrder.BIG_ENDIAN;
import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.jspecify.annotations.Nullable;

/**
 * The header of an AIFF or AIFF-C file (Apple, Audio Interchange File Format, 1989 and 1991). Its
 * rate is an 80-bit float and may be fractional. Chunks may come in any order in a file; in a
 * stream COMM must come before SSND.
 */
final class AiffParser {

  private record Common(SampleFormat samples, int channels, double sampleRate, long frames) {}

  private final ByteSource in;
  private long formSize;
  private @Nullable Common common;
  private long soundAt = -1;
  private @Nullable SoundExtent extent;

  private AiffParser(ByteSource in) {
    this.in = in;
  }

  /** Reads from "FORM" to the first sample. */
  static SoundLayout parse(ByteSource in) throws IOException {
    return new AiffParser(in).parse();
  }

  private SoundLayout parse() throws IOException {
    in.id();
    formSize = in.u32(BIG_ENDIAN);
    boolean compressed = in.id().equals("AIFC");
    while (common == null || extent == null) {
      if (in.atEnd()) {
        throw in.bad(
            "has no '%s' chunk, so there is no sound to read; export it again",
            common == null ? "COMM" : "SSND");
      }
      String id = in.id();
      long size = in.u32(BIG_ENDIAN);
      switch (id) {
        case "COMM" -> common = common(size, compressed);
        case "SSND" -> extent = sound(size);
        default -> in.skip(id, size);
      }
      if (size % 2 == 1 && (common == null || extent == null)) {
        in.skipPad("COMM", "SSND", "FVER", "MARK");
      }
    }
    if (in.position() != soundAt) {
      in.seek(soundAt);
    }
    return layout(common, extent);
  }

  private SoundLayout layout(Common found, SoundExtent sound) throws IOException {
    SoundLayout there =
        SoundLayout.of(found.samples, found.channels, found.sampleRate, sound, SoundMetadata.NONE);
    long frames = there.frames();
    if (sound.open() || found.frames == frames) {
      return there;
    }
    if (found.frames == 0 && in.salvages()) {
      return there;
    }
    if (found.frames == 0 && frames > 0) {
      throw in.cutOff(
          "its header claims 0 frames but chunk 'SSND' holds %d; the file is incomplete", frames);
    }
    if (found.frames > frames && !in.salvages()) {
      throw in.cutOff(
          "its header claims %d frames but chunk 'SSND' holds only %d bytes; the file is"
              + " incomplete",
          found.frames, sound.bytes());
    }
    if (found.frames < frames) {
      in.remark(
          "%d frames beyond the %d declared in its header are ignored",
          frames - found.frames, found.frames);
    }
    return new SoundLayout(
            found.samples,
            found.channels,
            found.sampleRate,
            Math.min(frames, found.frames),
            SoundMetadata.NONE)
        .missing(Math.max(0, found.frames - frames));
  }

  private SoundExtent sound(long size) throws IOException {
    ByteBuffer header = in.header(8, BIG_ENDIAN);
    long offset = Integer.toUnsignedLong(header.getInt());
    in.skip("SSND", offset);
    long claimed = size == 0xFFFF_FFFFL ? size : Math.max(0, size - 8 - offset);
    soundAt = in.position();
    SoundExtent sound = SoundExtent.of(in, "chunk 'SSND'", formSize, claimed, false);
    if (common == null) {
      if (in.isStream()) {
        throw in.bad(
            "has its sample data before its format chunk; save the stream to a file and read that");
      }
      in.skip("SSND", sound.bytes());
    }
    return sound;
  }

  private Common common(long size, boolean compressed) throws IOException {
    int needed = compressed ? 22 : 18;
    if (size < needed) {
      throw in.bad(
          "chunk 'COMM' has %d bytes but needs at least %d; export it again", size, needed);
    }
    ByteBuffer header = in.header(18, BIG_ENDIAN);
    String type = compressed ? in.id() : "NONE";
    in.skip("COMM", size - needed);
    int channels = Short.toUnsignedInt(header.getShort(0));
    long frames = Integer.toUnsignedLong(header.getInt(2));
    int bits = Short.toUnsignedInt(header.getShort(6));
    double rate = extended(header.getShort(8), header.getLong(10));
    SoundLayout.check(in, channels, rate);
    return new Common(samples(type, bits), channels, rate, frames);
  }

  private SampleFormat samples(String type, int bits) throws IOException {
    return switch (type) {
      case "NONE", "twos" -> integers(bits, BIG_ENDIAN);
      case "sowt" -> integers(bits, LITTLE_ENDIAN);
      case "in24" -> integers(24, BIG_ENDIAN);
      case "in32" -> integers(32, BIG_ENDIAN);
      case "raw " -> unsigned(bits);
      case "fl32", "FL32" -> new SampleFormat(SampleFormat.Kind.FLOAT, 4, BIG_ENDIAN);
      case "fl64", "FL64" -> new SampleFormat(SampleFormat.Kind.FLOAT, 8, BIG_ENDIAN);
      case "ulaw", "ULAW" -> new SampleFormat(SampleFormat.Kind.MU_LAW, 1, BIG_ENDIAN);
      case "alaw", "ALAW" -> new SampleFormat(SampleFormat.Kind.A_LAW, 1, BIG_ENDIAN);
      default ->
          throw in.foreign(
              "AIFF-C compression '%s' is not supported; convert it to PCM or float WAV",
              ByteSource.printable(type));
    };
  }

  private SampleFormat unsigned(int bits) throws IOException {
    if (bits > 8) {
      throw in.bad(
          "inconsistent header: 'raw ' samples have 8 bits, not %d; export it again", bits);
    }
    return new SampleFormat(SampleFormat.Kind.UNSIGNED_8, 1, BIG_ENDIAN);
  }

  private SampleFormat integers(int bits, ByteOrder order) throws IOException {
    if (bits < 1 || bits > 32) {
      throw in.foreign("%d-bit samples are not supported; convert it to PCM or float WAV", bits);
    }
    return new SampleFormat(SampleFormat.Kind.SIGNED, (bits + 7) / 8, order);
  }

  /**
   * An IEEE 754 extended-precision number: sign and 15-bit exponent, then a 64-bit significand with
   * an explicit leading one.
   */
  private static double extended(short head, long mantissa) {
    int exponent = head & 0x7FFF;
    if (exponent == 0x7FFF) {
      return Double.NaN;
    }
    double whole = (double) (mantissa >>> 32) * 0x1p32 + (double) (mantissa & 0xFFFF_FFFFL);
    return Math.scalb(head < 0 ? -whole : whole, exponent - 16383 - 63);
  }
}
