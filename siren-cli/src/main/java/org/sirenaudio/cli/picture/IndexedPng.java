package org.sirenaudio.cli.picture;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;

/**
 * A PNG of up to 256 colours (ISO/IEC 15948), written without the JDK's image classes, which take
 * longer to load than this takes to write.
 */
final class IndexedPng {
  private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
  private static final byte DEPTH = 8;
  private static final byte INDEXED = 3;

  private IndexedPng() {}

  /**
   * Encodes a picture.
   *
   * @param rows {@code [height][width]}, colour indices, from the top
   * @param colours RGB of each index
   */
  static byte[] of(byte[][] rows, int[] colours) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream out = new DataOutputStream(bytes);
    out.write(SIGNATURE);
    chunk(
        out,
        "IHDR",
        header -> {
          header.writeInt(rows[0].length);
          header.writeInt(rows.length);
          // The only defined compression and filter methods, and no interlacing.
          header.write(new byte[] {DEPTH, INDEXED, 0, 0, 0});
        });
    chunk(
        out,
        "PLTE",
        palette -> {
          for (int colour : colours) {
            palette.write(new byte[] {(byte) (colour >> 16), (byte) (colour >> 8), (byte) colour});
          }
        });
    chunk(
        out,
        "IDAT",
        data -> {
          Deflater deflater = new Deflater(Deflater.BEST_SPEED);
          try (DeflaterOutputStream deflated = new DeflaterOutputStream(data, deflater)) {
            for (byte[] row : rows) {
              deflated.write(0);
              deflated.write(row);
            }
          } finally {
            deflater.end();
          }
        });
    chunk(out, "IEND", nothing -> {});
    return bytes.toByteArray();
  }

  @FunctionalInterface
  private interface Content {
    void writeTo(DataOutputStream out) throws IOException;
  }

  /** Length, type, data, and the checksum of type and data. */
  private static void chunk(DataOutputStream out, String name, Content content) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    DataOutputStream inner = new DataOutputStream(bytes);
    inner.writeBytes(name);
    content.writeTo(inner);
    byte[] all = bytes.toByteArray();
    CRC32 checksum = new CRC32();
    checksum.update(all);
    out.writeInt(all.length - name.length());
    out.write(all);
    out.writeInt((int) checksum.getValue());
  }
}
