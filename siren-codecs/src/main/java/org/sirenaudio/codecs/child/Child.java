package org.sirenaudio.codecs.child;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.FileDescriptor;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.bytedeco.ffmpeg.global.avutil;

/**
 * The child's main program. Its arguments are {@code decode FILE STREAM SALVAGE} or {@code encode
 * FILE FORMAT CHANNELS RATE BITS FRAMES}; a file is given as the hexadecimal bytes of its absolute
 * path, independent of the locale.
 */
public final class Child {

  private static final int BUFFER_BYTES = 1 << 16;

  private Child() {}

  public static void main(String[] words) throws IOException {
    DataOutputStream out =
        new DataOutputStream(
            new BufferedOutputStream(new FileOutputStream(FileDescriptor.out), BUFFER_BYTES));
    FileInputStream in = new FileInputStream(FileDescriptor.in);
    int code = 0;
    try {
      avutil.av_log_set_level(avutil.AV_LOG_ERROR);
      String file =
          "file:" + new String(HexFormat.of().parseHex(words[1]), StandardCharsets.ISO_8859_1);
      if (words[0].equals("decode")) {
        endWith(in);
        Decoding.run(file, Integer.parseInt(words[2]), Boolean.parseBoolean(words[3]), out);
      } else {
        Encoding.run(
            file,
            words[2],
            new Encoding.Sound(
                Integer.parseInt(words[3]),
                Integer.parseInt(words[4]),
                Integer.parseInt(words[5]),
                Long.parseLong(words[6])),
            in);
        out.writeByte(Reply.END);
        out.writeLong(0);
        out.writeInt(0);
      }
    } catch (RefusedException e) {
      out.writeByte(e.reply());
      if (e.reply() != Reply.UNKNOWN) {
        out.writeUTF(String.valueOf(e.getMessage()));
      }
    } catch (IOException e) {
      // The parent has stopped reading.
      code = 1;
    }
    out.flush();
    // Exit without unloading anything: the system reclaims it all.
    Runtime.getRuntime().halt(code);
  }

  /** Exits when the parent is gone or has closed this process's stdin. */
  private static void endWith(FileInputStream in) {
    Thread.ofPlatform()
        .daemon()
        .start(
            () -> {
              try {
                in.transferTo(java.io.OutputStream.nullOutputStream());
              } catch (IOException e) {
                // As at end of input.
              }
              Runtime.getRuntime().halt(1);
            });
  }
}
