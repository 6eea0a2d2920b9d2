package org.sirenaudio.codecs.child;

import static org.bytedeco.ffmpeg.global.avutil.av_sample_fmt_is_planar;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import org.bytedeco.ffmpeg.avutil.AVFrame;
import org.bytedeco.javacpp.BytePointer;

/** Feeds samples from WAV into FFmpeg's frames. */
final class WavInput {

  private final InputStream in;
  private final Encoding.Sound sound;
  private final boolean planar;

  /** Reads what follows a header. */
  WavInput(InputStream in, Encoding.Sound sound, int format) {
    this.in = in;
    this.sound = sound;
    this.planar = av_sample_fmt_is_planar(format) != 0;
  }

  /** Skips a header written by this library. */
  static void skipHeader(InputStream stream) throws IOException {
    DataInputStream in = new DataInputStream(stream);
    in.readNBytes(12);
    byte[] head = in.readNBytes(8);
    while (head.length == 8 && !new String(head, 0, 4, StandardCharsets.US_ASCII).equals("data")) {
      in.skipNBytes(ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt(4));
      head = in.readNBytes(8);
    }
  }

  /**
   * Fills a frame.
   *
   * @throws EOFException if there are fewer
   */
  void read(AVFrame frame, int count) throws IOException {
    byte[] raw = in.readNBytes(count * sound.frameBytes());
    if (raw.length < count * sound.frameBytes()) {
      throw new EOFException();
    }
    ByteBuffer from = ByteBuffer.wrap(raw).order(ByteOrder.LITTLE_ENDIAN);
    int planes = planar ? sound.channels() : 1;
    ByteBuffer[] to = new ByteBuffer[planes];
    int bytes = (sound.bits() + 15) / 16 * 2;
    for (int p = 0; p < planes; p++) {
      BytePointer plane = new BytePointer(frame.extended_data(p));
      plane.capacity((long) count * bytes * sound.channels() / planes);
      to[p] = plane.asBuffer().order(ByteOrder.nativeOrder());
    }
    for (int i = 0; i < count * sound.channels(); i++) {
      ByteBuffer out = to[i % planes];
      switch (sound.bits()) {
        case 16 -> out.putShort(from.getShort());
        // Left-justified in 32 bits.
        case 24 ->
            out.putInt((from.get() & 0xFF) << 8 | (from.get() & 0xFF) << 16 | from.get() << 24);
        default -> out.putInt(from.getInt());
      }
    }
  }
}
