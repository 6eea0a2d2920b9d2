package org.sirenaudio.codecs;

import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.codec.SoundDecoder;
import org.sirenaudio.codecs.child.Reply;
import org.sirenaudio.error.BadDataException;

/** Sound decoded by a child process. */
final class ChildDecoder implements SoundDecoder {

  private final String name;
  private final ChildProcess child;
  private final double sampleRate;
  private final int channels;
  private final OptionalLong channelMask;
  private final List<String> remarks = new ArrayList<>();
  private byte[] raw = new byte[0];
  private ByteBuffer block = ByteBuffer.wrap(raw);
  private long missingFrames;
  private boolean ended;

  private ChildDecoder(String name, ChildProcess child) throws IOException {
    this.name = name;
    this.child = child;
    DataInputStream in = child.replies();
    sampleRate = in.readInt();
    channels = in.readInt();
    long mask = in.readLong();
    channelMask = mask < 0 ? OptionalLong.empty() : OptionalLong.of(mask);
  }

  /** Opens a file; empty if FFmpeg does not recognise it as sound. */
  static Optional<SoundDecoder> open(Path file, String name, int stream, boolean salvage)
      throws IOException {
    List<String> words =
        List.of(
            "decode", ChildProcess.word(file), Integer.toString(stream), Boolean.toString(salvage));
    ChildProcess child = ChildProcess.start(name + ": needs FFmpeg's libraries", words);
    boolean opened = false;
    try {
      byte reply = reply(child, name);
      if (reply == Reply.UNKNOWN) {
        return Optional.empty();
      }
      if (reply != Reply.HEADER) {
        throw broken(child, name, null);
      }
      ChildDecoder decoder = new ChildDecoder(name, child);
      opened = true;
      return Optional.of(decoder);
    } finally {
      if (!opened) {
        child.close();
      }
    }
  }

  /** The next reply, thrown if it is an error. */
  private static byte reply(ChildProcess child, String name) throws IOException {
    try {
      DataInputStream in = child.replies();
      byte reply = in.readByte();
      child.heard();
      if (reply == Reply.BAD) {
        throw new BadDataException(name + ": " + in.readUTF() + child.reason());
      }
      if (reply == Reply.DAMAGED) {
        throw BadDataException.salvageable(
            name
                + ": "
                + in.readUTF()
                + child.reason()
                + ", copy or export it again, or salvage the rest");
      }
      return reply;
    } catch (EOFException e) {
      throw broken(child, name, e);
    }
  }

  private static BadDataException broken(
      ChildProcess child, String name, @Nullable EOFException e) {
    return new BadDataException(
        name + ": cannot be decoded: " + child.end() + "; export it again", e);
  }

  @Override
  public double sampleRate() {
    return sampleRate;
  }

  @Override
  public int channels() {
    return channels;
  }

  @Override
  public OptionalLong channelMask() {
    return channelMask;
  }

  @Override
  public int read(float[][] to, int offset, int frames) throws IOException {
    int done = 0;
    while (done < frames && more()) {
      int count = Math.min(frames - done, block.remaining() / frameBytes());
      for (int i = 0; i < count; i++) {
        for (float[] channel : to) {
          channel[offset + done + i] = block.getFloat();
        }
      }
      done += count;
    }
    return done;
  }

  private int frameBytes() {
    return channels * Float.BYTES;
  }

  /** Whether the block has a frame left, refilling it if empty. */
  private boolean more() throws IOException {
    while (!block.hasRemaining() && !ended) {
      byte reply = reply(child, name);
      try {
        DataInputStream in = child.replies();
        if (reply == Reply.SAMPLES) {
          fill(in, in.readInt());
        } else if (reply != Reply.END) {
          throw broken(child, name, null);
        } else {
          missingFrames = in.readLong();
          for (int left = in.readInt(); left > 0; left--) {
            remarks.add(in.readUTF());
          }
          ended = true;
        }
      } catch (EOFException e) {
        throw broken(child, name, e);
      }
    }
    return block.hasRemaining();
  }

  private void fill(DataInputStream in, int frames) throws IOException {
    int bytes = Math.multiplyExact(frames, frameBytes());
    if (bytes > raw.length) {
      raw = new byte[bytes];
    }
    in.readFully(raw, 0, bytes);
    block = ByteBuffer.wrap(raw, 0, bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  @Override
  public long missingFrames() {
    return missingFrames;
  }

  @Override
  public List<String> remarks() {
    return List.copyOf(remarks);
  }

  @Override
  public void close() throws IOException {
    child.close();
  }
}
