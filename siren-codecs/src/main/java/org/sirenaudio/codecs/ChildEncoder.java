package org.sirenaudio.codecs;

import java.io.BufferedOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import org.sirenaudio.codec.EncodedFormat;
import org.sirenaudio.codec.SoundEncoder;
import org.sirenaudio.codecs.child.Reply;

/** A file encoded by a child process. */
final class ChildEncoder implements SoundEncoder {

  private static final int BUFFER_BYTES = 1 << 16;

  private final ChildProcess child;
  private final OutputStream wav;

  private ChildEncoder(ChildProcess child) {
    this.child = child;
    wav = new BufferedOutputStream(child.input(), BUFFER_BYTES);
  }

  static ChildEncoder open(Path file, EncodedFormat format, long frames) throws IOException {
    List<String> words =
        List.of(
            "encode",
            ChildProcess.word(file),
            format.ending(),
            Integer.toString(format.channels()),
            Integer.toString(format.sampleRate()),
            Integer.toString(format.bits()),
            Long.toString(frames));
    return new ChildEncoder(
        ChildProcess.start("writing ." + format.ending() + " needs FFmpeg's libraries", words));
  }

  /** The reason why the child has stopped reading. */
  @Override
  public OutputStream wav() {
    return new OutputStream() {
      @Override
      public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
      }

      @Override
      public void write(byte[] bytes, int from, int count) throws IOException {
        try {
          wav.write(bytes, from, count);
          child.heard();
        } catch (IOException e) {
          throw why(e);
        }
      }

      @Override
      public void flush() throws IOException {
        try {
          wav.flush();
        } catch (IOException e) {
          throw why(e);
        }
      }
    };
  }

  private IOException why(IOException e) {
    try {
      finish();
    } catch (IOException reason) {
      reason.addSuppressed(e);
      return reason;
    }
    return e;
  }

  @Override
  public void finish() throws IOException {
    try {
      byte reply = child.replies().readByte();
      if (reply != Reply.END) {
        throw new IOException(child.replies().readUTF() + child.reason());
      }
    } catch (EOFException e) {
      throw new IOException("encoding failed: " + child.end(), e);
    }
  }

  @Override
  public void close() throws IOException {
    child.close();
  }
}
