package org.sirenaudio.model;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.SequencedMap;
import org.sirenaudio.io.AtomicFile;

/**
 * Named tensors and text metadata in one safetensors file, a format common among PyTorch users that
 * contains no code: eight bytes of header length, a JSON header, the values in little-endian order
 * (<a href="https://huggingface.co/docs/safetensors">huggingface.co/docs/safetensors</a>).
 *
 * <p>Writing stores float32 in the order given, and equal contents give equal bytes. Reading also
 * accepts F64, F16, BF16, I64, I32 and I16, rounded to float32, and rejects whatever the format
 * forbids, and non-finite values.
 */
public final class Safetensors {
  private static final int BLOCK_BYTES = 1 << 16;

  private final List<Tensor> tensors;
  private final Map<String, Tensor> byName;
  private final SequencedMap<String, String> metadata;

  private Safetensors(
      List<Tensor> tensors, Map<String, Tensor> byName, SequencedMap<String, String> metadata) {
    this.tensors = tensors;
    this.byName = byName;
    this.metadata = metadata;
  }

  /**
   * Combines tensors. The metadata map is ordered, since its order is kept in the file.
   *
   * @throws IllegalArgumentException if two tensors have the same name, or metadata are not Unicode
   *     text
   */
  public static Safetensors of(Collection<Tensor> tensors, SequencedMap<String, String> metadata) {
    List<Tensor> list = List.copyOf(tensors);
    Map<String, Tensor> byName = HashMap.newHashMap(list.size());
    for (Tensor tensor : list) {
      if (byName.put(tensor.name(), tensor) != null) {
        throw new IllegalArgumentException("two tensors are named " + tensor.name());
      }
    }
    metadata.forEach(
        (key, value) -> {
          if (!Tensor.isText(key) || !Tensor.isText(value)) {
            throw new IllegalArgumentException("unpaired surrogate in the metadata entry " + key);
          }
        });
    return new Safetensors(
        list, byName, Collections.unmodifiableSequencedMap(new LinkedHashMap<>(metadata)));
  }

  /** All tensors, in the order of their data in the file. */
  public List<Tensor> tensors() {
    return tensors;
  }

  /** The tensor of that name, if there is one. */
  public Optional<Tensor> tensor(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  /** Text by name, in file order. */
  public SequencedMap<String, String> metadata() {
    return metadata;
  }

  /**
   * Reads a file, or a device or pipe up to its end.
   *
   * @throws org.sirenaudio.error.BadDataException if the file is invalid or a value is not finite
   * @throws java.nio.file.NoSuchFileException if it does not exist
   * @throws IOException if it cannot be read
   */
  public static Safetensors read(Path path) throws IOException {
    return SafetensorsReader.read(path);
  }

  /**
   * Reads a stream up to its end and leaves it open.
   *
   * @param name the name to use in messages
   * @throws org.sirenaudio.error.BadDataException if the file is invalid or a value is not finite
   * @throws IOException if the stream cannot be read
   */
  public static Safetensors read(InputStream in, String name) throws IOException {
    return SafetensorsReader.read(in, name);
  }

  /**
   * Writes a file atomically.
   *
   * @param overwrite whether to replace an existing file
   * @throws java.nio.file.FileAlreadyExistsException if the file exists and may not be replaced
   * @throws java.nio.file.NoSuchFileException if the folder does not exist
   * @throws IllegalArgumentException if a value is not finite or the header is too long; then
   *     nothing has been written
   * @throws IOException if it cannot be written
   */
  public void write(Path path, boolean overwrite) throws IOException {
    requireFinite();
    try (AtomicFile file = AtomicFile.create(path, overwrite)) {
      writeAll(file.stream());
      file.commit();
    }
  }

  /**
   * Writes to a stream, flushes it and leaves it open.
   *
   * @throws IllegalArgumentException if a value is not finite or the header is too long; then
   *     nothing has been written
   * @throws IOException if the stream cannot be written
   */
  public void write(OutputStream out) throws IOException {
    requireFinite();
    writeAll(out);
  }

  /**
   * The file as bytes, at most 2 GiB.
   *
   * @throws IllegalArgumentException if a value is not finite or the header is too long
   */
  public byte[] toBytes() {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      write(bytes);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return bytes.toByteArray();
  }

  private void requireFinite() {
    for (Tensor tensor : tensors) {
      int bad = tensor.firstNotFinite();
      if (bad >= 0) {
        throw new IllegalArgumentException(
            "tensor "
                + tensor.name()
                + " has "
                + tensor.values().get(tensor.values().position() + bad)
                + " at index "
                + bad);
      }
    }
  }

  private void writeAll(OutputStream out) throws IOException {
    SafetensorsHeader.of(metadata, tensors).write(out);
    ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    for (Tensor tensor : tensors) {
      FloatBuffer values = tensor.values().duplicate();
      while (values.hasRemaining()) {
        int step = Math.min(values.remaining(), BLOCK_BYTES / Float.BYTES);
        block.asFloatBuffer().put(values.slice(values.position(), step));
        out.write(block.array(), 0, step * Float.BYTES);
        values.position(values.position() + step);
      }
    }
    out.flush();
  }
}
