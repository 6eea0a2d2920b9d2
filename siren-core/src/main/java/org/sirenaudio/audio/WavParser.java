package org.sirenaudio.audio;

import static java.nio.ByteOrder.LITTLE_ENDIAN;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.List;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The header of a RIFF/WAVE file, including its 64-bit forms RF64 and BW64 (EBU Tech 3306, ITU-R
 * BS.2088), and the chunks around the sample data. Chunks may come in any order in a file; in a
 * stream the format must come before the sound.
 */
final class WavParser {
  private static final int TAG_PCM = 1;
  private static final int TAG_FLOAT = 3;
  private static final int TAG_A_LAW = 6;
  private static final int TAG_MU_LAW = 7;
  private static final int TAG_EXTENSIBLE = 0xFFFE;

  /** Bytes 2 to 15 of the sub-format GUIDs of the multimedia registry and of ambisonic B-format. */
  static final byte[] MEDIA_GUID = {0, 0, 0, 0, 16, 0, -128, 0, 0, -86, 0, 56, -101, 113};

  private static final byte[] AMBISONIC_GUID = {
    0, 0, 0x21, 7, -45, 17, -122, 68, -56, -63, -54, 0, 0, 0
  };

  private record Format(
      SampleFormat samples, int channels, double sampleRate, OptionalLong channelMask) {
    int frameBytes() {
      return channels * samples.bytes();
    }
  }

  private final ByteSource in;
  private final ChunkCollector chunks;
  private boolean large;
  private long riffSize;
  private long dataSize64;
  private @Nullable Format format;
  private long soundAt = -1;
  private @Nullable SoundExtent extent;

  WavParser(ByteSource in) {
    this.in = in;
    chunks = new ChunkCollector(in);
  }

  /** Reads from "RIFF", "RF64" or "BW64" to the first sample. */
  SoundLayout parse() throws IOException {
    large = !in.id().equals("RIFF");
    riffSize = in.u32(LITTLE_ENDIAN);
    in.id();
    while (format == null || extent == null) {
      if (in.atEnd()) {
        throw in.bad(
            format == null
                ? "has no 'fmt ' chunk, so its samples cannot be decoded; export it again"
                : "has no 'data' chunk, so there is no sound in it; export it again");
      }
      String id = in.id();
      long size = in.u32(LITTLE_ENDIAN);
      switch (id) {
        case "ds64" -> sizes64(size);
        case "fmt " -> format = format(size);
        case "data" -> extent = sound(size);
        default -> chunks.pass(id, size);
      }
      if (size % 2 == 1 && (format == null || extent == null)) {
        in.skipPad("fmt ", "data", "fact", "LIST");
      }
    }
    return layout(format, extent);
  }

  private SoundLayout layout(Format found, SoundExtent sound) throws IOException {
    if (in.canSeek() && !sound.open()) {
      in.seek(soundAt + sound.bytes());
      passTrailing(sound.bytes(), found.frameBytes());
    }
    if (in.position() != soundAt) {
      in.seek(soundAt);
    }
    SoundMetadata metadata = new SoundMetadata(found.channelMask, chunks.chunks(), 0, List.of());
    return SoundLayout.of(found.samples, found.channels, found.sampleRate, sound, metadata);
  }

  /** Reads what follows the samples of a fully read stream, and returns all chunks. */
  WavChunks finish() throws IOException {
    SoundExtent sound = extent;
    Format found = format;
    if (in.isStream() && sound != null && found != null && !sound.open()) {
      in.skip("data", sound.bytes() % found.frameBytes());
      passTrailing(sound.bytes(), found.frameBytes());
    }
    return chunks.chunks();
  }

  private void passTrailing(long soundBytes, int frameBytes) throws IOException {
    if (soundBytes % 2 == 1) {
      in.skipPad("LIST", "cue ", "bext", "iXML");
    }
    chunks.passTrailing(frameBytes);
  }

  private void sizes64(long size) throws IOException {
    if (!large || size < 16) {
      in.skip("ds64", size);
      return;
    }
    ByteBuffer sizes = in.header(16, LITTLE_ENDIAN);
    riffSize = sizes.getLong();
    dataSize64 = sizes.getLong();
    in.skip("ds64", size - 16);
  }

  private SoundExtent sound(long size) throws IOException {
    boolean wide = large && size == 0xFFFF_FFFFL;
    soundAt = in.position();
    SoundExtent sound =
        SoundExtent.of(in, "chunk 'data'", riffSize, wide ? dataSize64 : size, wide);
    if (format == null) {
      if (in.isStream()) {
        throw in.bad(
            "has its sample data before its format chunk; save the stream to a file and read that");
      }
      in.skip("data", sound.bytes());
    }
    return sound;
  }

  private Format format(long size) throws IOException {
    if (size < 16) {
      throw in.bad("chunk 'fmt ' has %d bytes but needs at least 16; export it again", size);
    }
    ByteBuffer header = in.header((int) Math.min(size, 40), LITTLE_ENDIAN);
    in.skip("fmt ", size - header.capacity());
    int tag = Short.toUnsignedInt(header.getShort(0));
    int channels = Short.toUnsignedInt(header.getShort(2));
    long rate = Integer.toUnsignedLong(header.getInt(4));
    int frameBytes = Short.toUnsignedInt(header.getShort(12));
    int bits = Short.toUnsignedInt(header.getShort(14));
    OptionalLong mask = OptionalLong.empty();
    if (tag == TAG_EXTENSIBLE) {
      tag = extensibleTag(header);
      mask = mask(Integer.toUnsignedLong(header.getInt(20)), channels);
    }
    SoundLayout.check(in, channels, (double) rate);
    SampleFormat.Kind kind = kind(tag, bits);
    int bytes = (bits + 7) / 8;
    if (bits == 0 || frameBytes != channels * bytes) {
      throw in.bad(
          "inconsistent header: frames of %d bytes for %d channels of %d bits; export it"
              + " again",
          frameBytes, channels, bits);
    }
    long byteRate = Integer.toUnsignedLong(header.getInt(8));
    if (byteRate != 0 && byteRate != (rate * frameBytes & 0xFFFF_FFFFL)) {
      in.remark(
          "its header's %d bytes per second do not match %d frames of %d bytes; read as %d Hz",
          byteRate, rate, frameBytes, rate);
    }
    return new Format(samples(kind, bits, bytes), channels, (double) rate, mask);
  }

  /** Speakers beyond the channel count are ignored. */
  private OptionalLong mask(long mask, int channels) {
    if (Long.bitCount(mask) > channels) {
      in.remark(
          "its channel mask 0x%x names %d speakers for %d channels and is ignored",
          mask, Long.bitCount(mask), channels);
      return OptionalLong.empty();
    }
    return OptionalLong.of(mask);
  }

  private int extensibleTag(ByteBuffer header) throws IOException {
    if (header.capacity() < 40) {
      throw in.bad("chunk 'fmt ' is too short for an extensible format; export it again");
    }
    byte[] rest = new byte[14];
    header.get(26, rest);
    if (!Arrays.equals(rest, MEDIA_GUID) && !Arrays.equals(rest, AMBISONIC_GUID)) {
      throw in.foreign(
          "its extensible sub-format is not supported; convert it to PCM or float WAV");
    }
    return Short.toUnsignedInt(header.getShort(24));
  }

  private SampleFormat.Kind kind(int tag, int bits) throws IOException {
    return switch (tag) {
      case TAG_PCM -> bits <= 8 ? SampleFormat.Kind.UNSIGNED_8 : SampleFormat.Kind.SIGNED;
      case TAG_FLOAT -> SampleFormat.Kind.FLOAT;
      case TAG_A_LAW -> SampleFormat.Kind.A_LAW;
      case TAG_MU_LAW -> SampleFormat.Kind.MU_LAW;
      default ->
          throw in.foreign(
              "format tag %d%s is not supported; convert it to PCM or float WAV", tag, name(tag));
    };
  }

  private SampleFormat samples(SampleFormat.Kind kind, int bits, int bytes) throws IOException {
    boolean fits =
        switch (kind) {
          case SIGNED, UNSIGNED_8 -> bits >= 1 && bytes <= 4;
          case FLOAT -> bits == 8 * bytes && (bytes == 4 || bytes == 8);
          case A_LAW, MU_LAW -> bytes == 1;
        };
    if (!fits) {
      throw in.foreign(
          "%s samples of %d bits in %d bytes are not supported; convert it to PCM or float WAV",
          kind == SampleFormat.Kind.FLOAT ? "float" : "integer", bits, bytes);
    }
    return new SampleFormat(kind, bytes, LITTLE_ENDIAN);
  }

  private static String name(int tag) {
    String name =
        switch (tag) {
          case 0x0002 -> "Microsoft ADPCM";
          case 0x0011 -> "IMA ADPCM";
          case 0x0031 -> "GSM 6.10";
          case 0x0050 -> "MPEG";
          case 0x0055 -> "MP3";
          case 0x0092 -> "AC-3 over S/PDIF";
          case 0x00FF, 0x1610 -> "AAC";
          case 0x0160, 0x0161, 0x0162, 0x0163 -> "Windows Media Audio";
          case 0x2000 -> "AC-3";
          case 0x674F, 0x6750, 0x6751, 0x676F, 0x6770, 0x6771 -> "Ogg Vorbis";
          case 0xF1AC -> "FLAC";
          default -> "";
        };
    return name.isEmpty() ? "" : " (" + name + ")";
  }
}
