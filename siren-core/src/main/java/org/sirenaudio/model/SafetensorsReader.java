package org.sirenaudio.model;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.io.SoundMagic;
import org.sirenaudio.model.SafetensorsHeader.Entry;

/** Reads an untrusted file sequentially; never allocates more than the file's length justifies. */
final class SafetensorsReader {
  private static final int UNKNOWN = -1;
  private static final int BLOCK_BYTES = 1 << 16;

  /** Initial allocation for a stream of unknown length, in values. */
  private static final int TRUSTED = 1 << 18;

  /** A larger model stays in its file and is read on demand. */
  private static final long IN_MEMORY_BYTES = 1 << 22;

  private static final long MOST_IN_MEMORY = Integer.MAX_VALUE - 8;

  private final SourceName source;
  private final InputStream in;

  /** Total size in bytes, or {@link #UNKNOWN}. */
  private final long length;

  private final ByteBuffer block = ByteBuffer.allocate(BLOCK_BYTES).order(ByteOrder.LITTLE_ENDIAN);

  private SafetensorsReader(String name, InputStream in, long length) {
    this.source = new SourceName(name);
    this.in = in;
    this.length = length;
  }

  static Safetensors read(Path path) throws IOException {
    if (isStream(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        return read(in, path.toString());
      }
    }
    try (FileChannel file = FileChannel.open(path, StandardOpenOption.READ)) {
      InputStream in = Channels.newInputStream(file);
      return new SafetensorsReader(path.toString(), in, file.size()).read();
    }
  }

  /** Whether it is a device or a pipe, which can only be read sequentially. */
  private static boolean isStream(Path path) throws BadDataException {
    if (Files.isDirectory(path)) {
      throw new SourceName(path.toString()).bad("is a folder; name a safetensors file in it");
    }
    return Files.exists(path) && !Files.isRegularFile(path);
  }

  /** Reads only the header; the values of a large file stay there, and the file stays open. */
  static StoredTensors open(Path path) throws IOException {
    if (isStream(path)) {
      try (InputStream in = Files.newInputStream(path)) {
        return stored(in, path.toString());
      }
    }
    FileChannel file = FileChannel.open(path, StandardOpenOption.READ);
    boolean stays = false;
    try {
      var reader =
          new SafetensorsReader(path.toString(), Channels.newInputStream(file), file.size());
      stays = reader.length > IN_MEMORY_BYTES;
      return reader.stored(stays ? new PagedFile(file, path, reader.source) : null);
    } catch (IOException | RuntimeException | Error e) {
      stays = false;
      throw e;
    } finally {
      if (!stays) {
        file.close();
      }
    }
  }

  /** Reads a stream up to its end. */
  static StoredTensors stored(InputStream in, String name) throws IOException {
    return new SafetensorsReader(name, in, UNKNOWN).stored(null);
  }

  /**
   * @param file for reading tensors later, or null to keep their data in memory
   */
  private StoredTensors stored(@Nullable StoredBytes file) throws IOException {
    Front front = front();
    SafetensorsHeader header = front.header();
    long dataBytes = front.dataBytes();
    if (file != null) {
      return new StoredTensors(file, front.dataAt(), header, source);
    }
    if (dataBytes > MOST_IN_MEMORY) {
      throw source.bad(
          "is a stream of %d bytes, too long for memory; save it to a file", dataBytes);
    }
    byte[] data = in.readNBytes((int) dataBytes);
    if (data.length < dataBytes) {
      throw truncated(source, dataBytes, data.length);
    }
    if (in.read() >= 0) {
      throw trailing(dataBytes);
    }
    StoredTensors tensors = new StoredTensors(StoredBytes.of(data), 0, header, source);
    tensors.requireFinite();
    return tensors;
  }

  static Safetensors read(InputStream in, String name) throws IOException {
    return new SafetensorsReader(name, in, UNKNOWN).read();
  }

  private Safetensors read() throws IOException {
    Front front = front();
    long dataBytes = front.dataBytes();
    List<Tensor> tensors = new ArrayList<>(front.entries().size());
    for (Entry entry : front.entries()) {
      tensors.add(
          new Tensor(entry.name(), entry.shape(), FloatBuffer.wrap(values(entry, dataBytes))));
    }
    if (in.read() >= 0) {
      throw trailing(dataBytes);
    }
    return Safetensors.of(tensors, front.header().metadata());
  }

  /**
   * The header.
   *
   * @param entries in data order
   * @param dataAt start of their data
   */
  private record Front(
      SafetensorsHeader header, List<Entry> entries, long dataAt, long dataBytes) {}

  private Front front() throws IOException {
    long headerBytes = headerBytes();
    SafetensorsHeader header = header((int) headerBytes);
    List<Entry> entries = header.inDataOrder(source);
    long dataBytes = entries.isEmpty() ? 0 : entries.getLast().end();
    if (length != UNKNOWN) {
      requireLength(dataBytes, length - Long.BYTES - headerBytes);
    }
    return new Front(header, entries, Long.BYTES + headerBytes, dataBytes);
  }

  private long headerBytes() throws IOException {
    int got = in.readNBytes(block.array(), 0, Long.BYTES);
    if (got < Long.BYTES) {
      throw source.bad(
          got == 0
              ? "is empty; a safetensors file is needed"
              : "ends after %d bytes; a safetensors file is needed",
          got);
    }
    long count = block.getLong(0);
    if (Integer.reverseBytes((int) count) == 0x504B0304) {
      throw source.bad("is a ZIP or PyTorch pickle; save it with safetensors.torch.save_file");
    }
    if (count < 0 || count > SafetensorsHeader.MAX_BYTES) {
      if (SoundMagic.isSound(new String(block.array(), 0, Long.BYTES, ISO_8859_1))) {
        throw source.bad("is a sound, not a safetensors file; to get a model of it, fit it first");
      }
      throw source.bad(
          "is not a safetensors file: its header would be %s bytes long, the limit is %d",
          Long.toUnsignedString(count), SafetensorsHeader.MAX_BYTES);
    }
    if (length != UNKNOWN && count > length - Long.BYTES) {
      throw inHeader(count, length - Long.BYTES);
    }
    return count;
  }

  private SafetensorsHeader header(int count) throws IOException {
    byte[] bytes;
    if (length == UNKNOWN) {
      bytes = in.readNBytes(count);
      if (bytes.length < count) {
        throw inHeader(count, bytes.length);
      }
    } else {
      bytes = new byte[count];
      int got = in.readNBytes(bytes, 0, count);
      if (got < count) {
        throw inHeader(count, got);
      }
    }
    return HeaderParser.parse(bytes, source);
  }

  private void requireLength(long announced, long there) throws IOException {
    if (there < announced) {
      throw truncated(source, announced, there);
    }
    if (there > announced) {
      throw trailing(announced);
    }
  }

  private IOException inHeader(long announced, long there) {
    return source.bad(
        "ends inside its header, after %d of %d bytes; it is truncated or not a safetensors file",
        there, announced);
  }

  private static IOException truncated(SourceName source, long announced, long there) {
    return source.bad(
        "is truncated: it has %d of %d bytes of tensor data; copy or download it again",
        there, announced);
  }

  private IOException trailing(long announced) {
    return source.bad(
        "has data after the %d bytes of its tensors; the file is damaged, save it again",
        announced);
  }

  /** The values of the tensor whose data come next. */
  private float[] values(Entry entry, long dataBytes) throws IOException {
    int size = entry.dtype().bytes();
    int count = (int) (entry.bytes() / size);
    // For a stream the header is the only evidence of its length. The array therefore doubles as
    // data arrive, from a power of two below its full size: old and new together never exceed
    // 1.5 times that.
    int shift = 0;
    while (length == UNKNOWN && count >> shift > TRUSTED) {
      shift++;
    }
    float[] values = new float[count >> shift];
    for (int done = 0; done < count; ) {
      if (done == values.length) {
        shift--;
        values = Arrays.copyOf(values, count >> shift);
      }
      int step = Math.min(values.length - done, BLOCK_BYTES / size);
      int got = in.readNBytes(block.array(), 0, step * size);
      if (got < step * size) {
        throw truncated(source, dataBytes, entry.begin() + (long) done * size + got);
      }
      entry.dtype().decode(block.clear(), values, done, step);
      for (int i = done; i < done + step; i++) {
        if (!Float.isFinite(values[i])) {
          throw notFinite(source, entry, values[i], i);
        }
      }
      done += step;
    }
    return values;
  }

  static IOException notFinite(SourceName source, Entry entry, float value, int index) {
    return source.bad(
        "tensor '%s' (%s) has %s at index %d (from 0), not a finite 32-bit value; save a model"
            + " that trained without overflow",
        SourceName.shown(entry.name()), entry.dtype(), value, index);
  }
}
