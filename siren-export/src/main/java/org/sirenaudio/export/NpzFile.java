package org.sirenaudio.export;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.LocalDateTime;
import java.util.Arrays;
import java.util.stream.Collectors;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * NumPy arrays in a ZIP archive, as {@code numpy.savez} writes them: not compressed, each in
 * version 1.0 of the .npy format. The output is reproducible: all entries have the same time stamp.
 */
final class NpzFile {
  private static final LocalDateTime NEVER = LocalDateTime.of(1980, 2, 1, 0, 0);
  private static final String MAGIC = "\u0093NUMPY\1\0";

  /** Alignment of an array's data. */
  private static final int ALIGNMENT = 64;

  private final ZipOutputStream zip;

  NpzFile(OutputStream out) {
    zip = new ZipOutputStream(out);
  }

  void put(String name, double value) throws IOException {
    put(name, new double[] {value}, "()");
  }

  void put(String name, long value) throws IOException {
    put(name, new long[] {value}, "()");
  }

  /** An ASCII text. */
  void put(String name, String text) throws IOException {
    byte[] bytes = new byte[Integer.BYTES * text.length()];
    text.chars().forEach(buffer(bytes)::putInt);
    put(name, "<U" + text.length(), "()", bytes);
  }

  void put(String name, long[] values) throws IOException {
    put(name, values, shape(values.length));
  }

  private void put(String name, long[] values, String shape) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(Long.BYTES, values.length)];
    buffer(bytes).asLongBuffer().put(values);
    put(name, "<i8", shape, bytes);
  }

  void put(String name, double[] values) throws IOException {
    put(name, values, shape(values.length));
  }

  private void put(String name, double[] values, String shape) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(Double.BYTES, values.length)];
    buffer(bytes).asDoubleBuffer().put(values);
    put(name, "<f8", shape, bytes);
  }

  void put(String name, float[] values, int... shape) throws IOException {
    byte[] bytes = new byte[Math.multiplyExact(Float.BYTES, values.length)];
    buffer(bytes).asFloatBuffer().put(values);
    put(name, "<f4", shape(shape), bytes);
  }

  private static ByteBuffer buffer(byte[] bytes) {
    return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static String shape(int... sizes) {
    return Arrays.stream(sizes)
        .mapToObj(size -> size + ",")
        .collect(Collectors.joining("", "(", ")"));
  }

  private void put(String name, String type, String shape, byte[] data) throws IOException {
    String dictionary =
        "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(type, shape);
    int bare = MAGIC.length() + Short.BYTES + dictionary.length() + 1;
    int padding = (ALIGNMENT - bare % ALIGNMENT) % ALIGNMENT;
    String text = dictionary + " ".repeat(padding) + "\n";
    byte[] head = new byte[bare + padding];
    ByteBuffer start = buffer(head);
    start.put(MAGIC.getBytes(ISO_8859_1)).putShort((short) text.length());
    start.put(text.getBytes(ISO_8859_1));
    CRC32 crc = new CRC32();
    crc.update(head);
    crc.update(data);
    ZipEntry entry = new ZipEntry(name + ".npy");
    entry.setTimeLocal(NEVER);
    entry.setMethod(ZipEntry.STORED);
    entry.setSize(head.length + (long) data.length);
    entry.setCrc(crc.getValue());
    zip.putNextEntry(entry);
    zip.write(head);
    zip.write(data);
    zip.closeEntry();
  }

  /** Ends the archive and leaves the stream open. */
  void finish() throws IOException {
    zip.finish();
    zip.flush();
  }
}
