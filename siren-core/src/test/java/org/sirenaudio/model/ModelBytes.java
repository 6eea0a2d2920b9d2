package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Objects;
import java.util.SequencedMap;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.model.SafetensorsHeader.Entry;

/** Model files taken apart, altered, and put together again. */
record ModelBytes(SequencedMap<String, String> metadata, SequencedMap<String, Piece> tensors) {

  /** One tensor. */
  record Piece(Dtype dtype, List<Long> shape, byte[] data) {
    ByteBuffer values() {
      return ByteBuffer.wrap(data).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  static ModelBytes of(ClipModel model) throws IOException {
    return of(written(model));
  }

  static byte[] written(ClipModel model) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    model.write(bytes);
    return bytes.toByteArray();
  }

  /** A file of this test's resources. */
  static ModelBytes committed(String name) throws IOException {
    try (InputStream in = open(name)) {
      return of(in.readAllBytes());
    }
  }

  static InputStream open(String name) {
    return Objects.requireNonNull(ModelBytes.class.getResourceAsStream("/formats/" + name));
  }

  static ModelBytes of(byte[] file) throws IOException {
    int data = 8 + headerBytes(file);
    SafetensorsHeader header =
        HeaderParser.parse(Arrays.copyOfRange(file, 8, data), new SourceName("test"));
    SequencedMap<String, Piece> tensors = new LinkedHashMap<>();
    for (Entry e : header.entries()) {
      byte[] bytes = Arrays.copyOfRange(file, data + (int) e.begin(), data + (int) e.end());
      tensors.put(e.name(), new Piece(e.dtype(), e.shape(), bytes));
    }
    return new ModelBytes(header.metadata(), tensors);
  }

  static int headerBytes(byte[] file) {
    return (int) ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
  }

  ModelBytes with(String key, @Nullable String value) {
    SequencedMap<String, String> other = new LinkedHashMap<>(metadata);
    if (value == null) {
      other.remove(key);
    } else {
      other.put(key, value);
    }
    return new ModelBytes(other, tensors);
  }

  ModelBytes with(String name, @Nullable Piece piece) {
    SequencedMap<String, Piece> other = new LinkedHashMap<>(tensors);
    if (piece == null) {
      other.remove(name);
    } else {
      other.put(name, piece);
    }
    return new ModelBytes(metadata, other);
  }

  /** With another value at an index of a tensor. */
  ModelBytes with(String name, int index, double value) {
    Piece old = Objects.requireNonNull(tensors.get(name));
    Piece piece = new Piece(old.dtype(), old.shape(), old.data().clone());
    piece.dtype().encode(value, piece.values().position(index * piece.dtype().bytes()));
    return with(name, piece);
  }

  byte[] bytes() {
    List<Entry> entries = new ArrayList<>();
    ByteArrayOutputStream data = new ByteArrayOutputStream();
    tensors.forEach(
        (name, piece) -> {
          long begin = data.size();
          data.writeBytes(piece.data());
          entries.add(new Entry(name, piece.dtype(), piece.shape(), begin, data.size()));
        });
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    try {
      new SafetensorsHeader(metadata, entries).write(all);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    all.writeBytes(data.toByteArray());
    return all.toByteArray();
  }

  ClipModel read() throws IOException {
    return ClipModel.read(new ByteArrayInputStream(bytes()), "m.safetensors");
  }

  /** A tensor of 16-bit integers. */
  static Piece shorts(List<Long> shape, int... values) {
    ByteBuffer bytes = ByteBuffer.allocate(2 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (int value : values) {
      bytes.putShort((short) value);
    }
    return new Piece(Dtype.I16, shape, bytes.array());
  }

  static Piece floats(List<Long> shape, double... values) {
    ByteBuffer bytes = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    for (double value : values) {
      bytes.putFloat((float) value);
    }
    return new Piece(Dtype.F32, shape, bytes.array());
  }

  /** The header as text. */
  static String header(byte[] file) {
    return new String(file, 8, headerBytes(file), UTF_8);
  }
}
