package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.SequencedMap;
import org.sirenaudio.error.BadDataException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The header of a safetensors file: where each tensor's data are in the bytes after it.
 *
 * @param metadata free text by name
 * @param entries in header order
 */
record SafetensorsHeader(SequencedMap<String, String> metadata, List<Entry> entries) {
  static final String METADATA = "__metadata__";
  static final String DTYPE = "dtype";
  static final String SHAPE = "shape";
  static final String OFFSETS = "data_offsets";

  /** The format's own limit, which bounds parsing. */
  static final int MAX_BYTES = 100_000_000;

  /** Data start at a multiple of this, so that readers may map them. */
  private static final long ALIGNMENT = 8;

  private static final JsonFactory JSON = new JsonFactory();

  /** One tensor; begin and end are byte offsets from the end of the header. */
  record Entry(String name, Dtype dtype, List<Long> shape, long begin, long end) {
    long bytes() {
      return end - begin;
    }
  }

  /** Lays out tensors consecutively. */
  static SafetensorsHeader of(SequencedMap<String, String> metadata, Collection<Tensor> tensors) {
    List<Entry> entries = new ArrayList<>();
    long begin = 0;
    for (Tensor tensor : tensors) {
      long end = begin + tensor.bytes();
      entries.add(new Entry(tensor.name(), Dtype.F32, tensor.shape(), begin, end));
      begin = end;
    }
    return new SafetensorsHeader(metadata, entries);
  }

  /**
   * Writes the header's length, the header as JSON, and padding.
   *
   * @throws IllegalArgumentException if the header exceeds the format's limit; then nothing has
   *     been written
   */
  void write(OutputStream out) throws IOException {
    byte[] json = json();
    long padded = Math.ceilDiv((long) json.length, ALIGNMENT) * ALIGNMENT;
    if (padded > MAX_BYTES) {
      throw new IllegalArgumentException(
          "header of " + padded + " bytes, the safetensors limit is " + MAX_BYTES);
    }
    ByteBuffer length = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.write(length.putLong(0, padded).array());
    out.write(json);
    out.write(" ".repeat((int) (padded - json.length)).getBytes(US_ASCII));
  }

  private byte[] json() {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), out)) {
      json.writeStartObject();
      if (!metadata.isEmpty()) {
        json.writeName(METADATA);
        json.writeStartObject();
        metadata.forEach(json::writeStringProperty);
        json.writeEndObject();
      }
      entries.forEach(entry -> write(entry, json));
      json.writeEndObject();
    }
    return out.toByteArray();
  }

  private static void write(Entry entry, JsonGenerator json) {
    json.writeName(entry.name());
    json.writeStartObject();
    json.writeStringProperty(DTYPE, entry.dtype().name());
    json.writeName(SHAPE);
    json.writeStartArray();
    entry.shape().forEach(json::writeNumber);
    json.writeEndArray();
    json.writeName(OFFSETS);
    json.writeStartArray();
    json.writeNumber(entry.begin());
    json.writeNumber(entry.end());
    json.writeEndArray();
    json.writeEndObject();
  }

  /**
   * The entries in data order.
   *
   * @throws BadDataException if they leave a hole, overlap, or differ in size from their shapes
   */
  List<Entry> inDataOrder(SourceName source) throws BadDataException {
    List<Entry> sorted = new ArrayList<>(entries);
    sorted.sort(Comparator.comparingLong(Entry::begin).thenComparingLong(Entry::end));
    long end = 0;
    String before = "the header";
    for (Entry entry : sorted) {
      String name = SourceName.shown(entry.name());
      requireSize(entry, source);
      if (entry.begin() > end) {
        throw source.bad(
            "the bytes from %d to %d, before tensor '%s', belong to no tensor; the file is damaged,"
                + " save it again",
            end, entry.begin(), name);
      }
      if (entry.begin() < end) {
        throw source.bad(
            "tensor '%s' begins at %d, inside %s, which ends at %d; the file is damaged, save it"
                + " again",
            name, entry.begin(), before, end);
      }
      end = entry.end();
      before = "tensor '" + name + "'";
    }
    return sorted;
  }

  private static void requireSize(Entry entry, SourceName source) throws BadDataException {
    String name = SourceName.shown(entry.name());
    if (entry.end() < entry.begin()) {
      throw source.bad(
          "tensor '%s' ends at %d, before it begins at %d; the file is damaged, save it again",
          name, entry.end(), entry.begin());
    }
    long count;
    long bytes;
    try {
      count = Tensor.count(entry.shape());
      bytes = Math.multiplyExact(count, entry.dtype().bytes());
    } catch (IllegalArgumentException | ArithmeticException e) {
      throw source.bad(
          "tensor '%s' has an impossible shape %s; the file is damaged, save it again",
          name, entry.shape());
    }
    if (bytes != entry.bytes()) {
      throw source.bad(
          "tensor '%s' of shape %s as %s needs %d bytes but has %d; the file is damaged, save it"
              + " again",
          name, entry.shape(), entry.dtype(), bytes, entry.bytes());
    }
    if (count > Integer.MAX_VALUE - 8) {
      throw source.bad(
          "tensor '%s' has %d values, more than an array can hold; split it", name, count);
    }
  }
}
