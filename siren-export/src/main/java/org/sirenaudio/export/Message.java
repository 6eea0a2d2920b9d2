package org.sirenaudio.export;

import com.google.protobuf.CodedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A Protocol Buffers message, assembled field by field; large fields are not copied. Confined to
 * one thread at a time.
 */
public final class Message {
  private final List<byte[]> pieces = new ArrayList<>();
  private long size;

  /** A field of type int64. */
  public Message put(int field, long value) {
    return add(
        encoded(
            CodedOutputStream.computeInt64Size(field, value), out -> out.writeInt64(field, value)));
  }

  /** A field of type double. */
  public Message putDouble(int field, double value) {
    return add(
        encoded(
            CodedOutputStream.computeDoubleSize(field, value),
            out -> out.writeDouble(field, value)));
  }

  /** A field of type float. */
  public Message putFloat(int field, float value) {
    return add(
        encoded(
            CodedOutputStream.computeFloatSize(field, value), out -> out.writeFloat(field, value)));
  }

  /** A field of type string. */
  public Message put(int field, String text) {
    return put(field, text.getBytes(StandardCharsets.UTF_8));
  }

  /** A field of type bytes, which are not copied. */
  public Message put(int field, byte[] bytes) {
    return head(field, bytes.length).add(bytes);
  }

  /** A field that is a message, as it is now. */
  public Message put(int field, Message message) {
    head(field, message.size);
    pieces.addAll(message.pieces);
    size += message.size;
    return this;
  }

  /** Size in bytes. */
  public long size() {
    return size;
  }

  /**
   * Writes the message, without its length.
   *
   * @throws IOException if the stream cannot be written
   */
  public void writeTo(OutputStream out) throws IOException {
    for (byte[] piece : pieces) {
      out.write(piece);
    }
  }

  private Message add(byte[] piece) {
    pieces.add(piece);
    size += piece.length;
    return this;
  }

  private Message head(int field, long length) {
    int bytes =
        CodedOutputStream.computeTagSize(field) + CodedOutputStream.computeUInt64SizeNoTag(length);
    return add(
        encoded(
            bytes,
            out -> {
              out.writeTag(field, com.google.protobuf.WireFormat.WIRETYPE_LENGTH_DELIMITED);
              out.writeUInt64NoTag(length);
            }));
  }

  private interface Writing {
    void to(CodedOutputStream out) throws IOException;
  }

  private static byte[] encoded(int size, Writing writing) {
    byte[] bytes = new byte[size];
    try {
      CodedOutputStream out = CodedOutputStream.newInstance(bytes);
      writing.to(out);
      out.checkNoSpaceLeft();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes;
  }
}
