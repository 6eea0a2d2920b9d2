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

  private record Common(SampleFormat samples, int channels, double sampleRate, long frames) {
    long bytes() {
      return frames * channels * samples.bytes();
    }
  }

  private final ByteSource in;
  private long formSize;
  private @Nullable Common common;
  private long soundAt = -1;
  private long soundBytes;
  private boolean openEnded;

  private AiffParser(ByteSource in) {
    this.in = in;
  }

  /** Reads from "FORM" up to the first sample. */
  static SoundLayout parse(ByteSource in) throws IOException {
    return new AiffParser(in).parse();
  }

  private SoundLayout parse() throws IOException {
    in.id();
    formSize = in.u32(BIG_ENDIAN);
    boolean compressed = in.id().equals("AIFC");
    while (common == null || soundAt < 0) {
      if (in.atEnd()) {
        throw in.bad(
            "has no '%s' chunk, so there is no sound to read; export it again",
            common == null ? "COMM" : "SSND");
      }
      String id = in.id();
      long size = in.u32(BIG_ENDIAN);
      switch (id) {
        case "COMM" -> common = common(size, compressed);
        case "SSND" -> sound(size);
        default -> in.skip(id, size);
      }
      if (size % 2 == 1 && (common == null || soundAt < 0)) {
        in.skipPad("COMM", "SSND", "FVER", "MARK");
      }
    }
    if (in.position() != soundAt) {
      in.seek(soundAt);
    }
    return new SoundLayout(common.samples, common.channels, common.sampleRate, frames(common));
  }

  private long frames(Common found) throws IOException {
    if (soundBytes == SoundLayout.UNTIL_END) {
      return -1;
    }
    if (openEnded) {
      return soundBytes / (found.channels * (long) found.samples.bytes());
    }
    if (found.bytes() > soundBytes) {
      throw in.bad(
          "its header claims %d frames but chunk 'SSND' holds only %d bytes; the file is"
              + " incomplete, copy or export it again",
          found.frames, soundBytes);
    }
    return found.frames;
  }

  private void sound(long size) throws IOException {
    ByteBuffer header = in.header(8, BIG_ENDIAN);
    long offset = Integer.toUnsignedLong(header.getInt());
    in.skip("SSND", offset);
    long claimed = Math.max(0, size - 8 - offset);
    soundBytes = SoundLayout.soundBytes(in, "chunk 'SSND'", formSize, claimed);
    openEnded = soundBytes != claimed;
    soundAt = in.position();
    if (common == null) {
      if (in.isStream()) {
        throw in.bad("has its sound before its format; save it to a file and read that");
      }
      in.skip("SSND", soundBytes);
    }
  }

  private Common common(long size, boolean compressed) throws IOException {
    int needed = compressed ? 22 : 18;
    if (size < needed) {
      throw in.bad(
          "chunk 'COMM' has %d bytes, at least %d are needed; export it again", size, needed);
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
      case "raw " -> new SampleFormat(SampleFormat.Kind.UNSIGNED_8, 1, BIG_ENDIAN);
      case "fl32", "FL32" -> new SampleFormat(SampleFormat.Kind.FLOAT, 4, BIG_ENDIAN);
      case "fl64", "FL64" -> new SampleFormat(SampleFormat.Kind.FLOAT, 8, BIG_ENDIAN);
      case "ulaw", "ULAW" -> new SampleFormat(SampleFormat.Kind.MU_LAW, 1, BIG_ENDIAN);
      case "alaw", "ALAW" -> new SampleFormat(SampleFormat.Kind.A_LAW, 1, BIG_ENDIAN);
      default ->
          throw in.bad(
              "AIFF-C compression '%s' cannot be read; convert it to PCM or float WAV",
              ByteSource.printable(type));
    };
  }

  private SampleFormat integers(int bits, ByteOrder order) throws IOException {
    if (bits < 1 || bits > 32) {
      throw in.bad("samples of %d bits cannot be read; convert it to PCM or float WAV", bits);
    }
    return new SampleFormat(SampleFormat.Kind.SIGNED, (bits + 7) / 8, order);
  }

  /**
   * An IEEE 754 extended number: sign and 15 bits of exponent, then 64 bits with the leading one.
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
