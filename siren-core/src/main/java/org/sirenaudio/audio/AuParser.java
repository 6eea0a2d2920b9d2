package org.sirenaudio.audio;

import static java.nio.ByteOrder.BIG_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;

/**
 * The header of a Sun/NeXT AU file: six big-endian words, an annotation, then sample data whose
 * size may be left unspecified.
 */
final class AuParser {
  private static final int HEADER_BYTES = 24;

  private AuParser() {}

  /** Reads from ".snd" to the first sample. */
  static SoundLayout parse(ByteSource in) throws IOException {
    ByteBuffer header = in.header(HEADER_BYTES, BIG_ENDIAN);
    long soundAt = Integer.toUnsignedLong(header.getInt(4));
    long claimed = Integer.toUnsignedLong(header.getInt(8));
    int code = header.getInt(12);
    double rate = (double) Integer.toUnsignedLong(header.getInt(16));
    long channels = Integer.toUnsignedLong(header.getInt(20));
    SampleFormat samples = samples(in, code);
    SoundLayout.check(in, channels, rate);
    if (soundAt < HEADER_BYTES) {
      throw in.bad("its data offset is %d, inside the header; export it again", soundAt);
    }
    in.skip("remark", soundAt - HEADER_BYTES);
    SoundExtent extent = SoundExtent.of(in, "its header", 0, claimed, false);
    return SoundLayout.of(samples, (int) channels, rate, extent, SoundMetadata.NONE);
  }

  private static SampleFormat samples(ByteSource in, int code) throws IOException {
    return switch (code) {
      case 1 -> new SampleFormat(SampleFormat.Kind.MU_LAW, 1, BIG_ENDIAN);
      case 2 -> new SampleFormat(SampleFormat.Kind.SIGNED, 1, BIG_ENDIAN);
      case 3 -> new SampleFormat(SampleFormat.Kind.SIGNED, 2, BIG_ENDIAN);
      case 4 -> new SampleFormat(SampleFormat.Kind.SIGNED, 3, BIG_ENDIAN);
      case 5 -> new SampleFormat(SampleFormat.Kind.SIGNED, 4, BIG_ENDIAN);
      case 6 -> new SampleFormat(SampleFormat.Kind.FLOAT, 4, BIG_ENDIAN);
      case 7 -> new SampleFormat(SampleFormat.Kind.FLOAT, 8, BIG_ENDIAN);
      case 27 -> new SampleFormat(SampleFormat.Kind.A_LAW, 1, BIG_ENDIAN);
      default ->
          throw in.foreign(
              "AU encoding %s%s is not supported; convert it to PCM or float WAV",
              Integer.toUnsignedString(code), name(code));
    };
  }

  private static String name(int code) {
    return switch (code) {
      case 8 -> " (fragmented)";
      case 23 -> " (G.721 ADPCM)";
      case 24 -> " (G.722 ADPCM)";
      case 25, 26 -> " (G.723 ADPCM)";
      default -> "";
    };
  }
}
