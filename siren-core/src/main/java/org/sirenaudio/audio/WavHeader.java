package org.sirenaudio.audio;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;

/**
 * The bytes before the samples of a WAV file. WAVE_FORMAT_EXTENSIBLE is used where Microsoft's
 * specification requires it (more than two channels, or integers of more than 16 bits), a 'fact'
 * chunk for floats, the preserved metadata chunks, and RF64 (EBU Tech 3306) where a size exceeds 32
 * bits.
 */
final class WavHeader {
  private static final long MAX_SIZE = 0xFFFF_FFFFL;
  private static final int PCM = 1;
  private static final int FLOAT = 3;
  private static final int EXTENSIBLE = 0xFFFE;

  private WavHeader() {}

  /**
   * @throws IllegalArgumentException if the sound is too long for a WAV file
   */
  static byte[] bytes(WavFormat format, long frames) {
    long dataBytes = dataBytes(format, frames);
    boolean isFloat = format.encoding() == Encoding.FLOAT;
    byte[] chunks = format.metadata().chunks().bytes();
    boolean extensible =
        format.channels() > 2
            || format.encoding() == Encoding.PCM_24
            || speakers(format) != usualSpeakers(format.channels());
    int formatBytes = extensible ? 40 : isFloat ? 18 : 16;
    int factBytes = isFloat ? 12 : 0;
    long riffSize =
        4L + 8 + formatBytes + factBytes + chunks.length + 8 + dataBytes + dataBytes % 2;
    boolean large = riffSize > MAX_SIZE;
    int headerBytes = 12 + (large ? 36 : 0) + 8 + formatBytes + factBytes + chunks.length + 8;
    ByteBuffer out = ByteBuffer.allocate(headerBytes).order(ByteOrder.LITTLE_ENDIAN);
    id(out, large ? "RF64" : "RIFF").putInt((int) (large ? MAX_SIZE : riffSize));
    id(out, "WAVE");
    if (large) {
      id(out, "ds64").putInt(28).putLong(riffSize + 36).putLong(dataBytes).putLong(frames);
      out.putInt(0);
    }
    id(out, "fmt ").putInt(formatBytes);
    fmt(out, format, extensible ? EXTENSIBLE : isFloat ? FLOAT : PCM);
    if (extensible) {
      extension(out, format, isFloat ? FLOAT : PCM);
    } else if (isFloat) {
      out.putShort((short) 0);
    }
    if (isFloat) {
      id(out, "fact").putInt(4).putInt((int) Math.min(frames, MAX_SIZE));
    }
    out.put(chunks);
    id(out, "data").putInt((int) (large ? MAX_SIZE : dataBytes));
    return out.array();
  }

  private static long dataBytes(WavFormat format, long frames) {
    if (frames < 1 || frames > (Long.MAX_VALUE >> 1) / format.frameBytes()) {
      throw new IllegalArgumentException("a WAV file cannot hold " + frames + " frames");
    }
    return frames * format.frameBytes();
  }

  private static void fmt(ByteBuffer out, WavFormat format, int tag) {
    int rate = (int) format.sampleRate();
    out.putShort((short) tag).putShort((short) format.channels()).putInt(rate);
    out.putInt(rate * format.frameBytes());
    out.putShort((short) format.frameBytes()).putShort((short) format.encoding().bits());
  }

  private static long speakers(WavFormat format) {
    return format.metadata().channelMask().orElse(usualSpeakers(format.channels()));
  }

  /** The default speakers of a file without a mask: front centre, or front left and right. */
  private static long usualSpeakers(int channels) {
    return switch (channels) {
      case 1 -> 0x4;
      case 2 -> 0x3;
      default -> 0;
    };
  }

  private static void extension(ByteBuffer out, WavFormat format, int tag) {
    out.putShort((short) 22).putShort((short) format.encoding().bits());
    out.putInt((int) speakers(format));
    out.putShort((short) tag).put(WavParser.MEDIA_GUID);
  }

  private static ByteBuffer id(ByteBuffer out, String id) {
    return out.put(id.getBytes(StandardCharsets.US_ASCII));
  }
}
