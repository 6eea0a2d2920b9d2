package org.sirenaudio.model;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.model.SafetensorsHeader.Entry;

/**
 * The tensors of a safetensors file, each read when it is asked for, by any thread. The file is
 * closed when nothing refers to it any more.
 */
final class StoredTensors implements TensorSource {

  private final FileChannel file;
  private final long dataAt;
  private final SequencedMap<String, String> metadata;
  private final Map<String, Entry> entries;
  private final SourceName source;

  StoredTensors(
      FileChannel file,
      long dataAt,
      SequencedMap<String, String> metadata,
      List<Entry> entries,
      SourceName source) {
    this.file = file;
    this.dataAt = dataAt;
    this.metadata = metadata;
    this.source = source;
    this.entries = HashMap.newHashMap(entries.size());
    entries.forEach(entry -> this.entries.put(entry.name(), entry));
  }

  @Override
  public SequencedMap<String, String> metadata() {
    return metadata;
  }

  @Override
  public Set<String> names() {
    return entries.keySet();
  }

  @Override
  public @Nullable Values find(String name) {
    Entry entry = entries.get(name);
    return entry == null ? null : new Stored(file, dataAt + entry.begin(), entry, source);
  }

  @Override
  public Values[] joined(String what, Values[] parts) {
    Entry first = ((Stored) parts[0]).entry();
    long end = first.begin();
    for (Values part : parts) {
      Entry next = ((Stored) part).entry();
      if (next.begin() != end || next.dtype() != first.dtype()) {
        return parts;
      }
      end = next.end();
    }
    long count = (end - first.begin()) / first.dtype().bytes();
    Entry all = new Entry(what, first.dtype(), List.of(count), first.begin(), end);
    return new Values[] {new Stored(file, dataAt + first.begin(), all, source)};
  }

  private record Stored(FileChannel file, long at, Entry entry, SourceName source)
      implements Values {

    @Override
    public List<Long> shape() {
      return entry.shape();
    }

    @Override
    public Values part(long from, int count) {
      int size = entry.dtype().bytes();
      long begin = entry.begin() + from * size;
      List<Long> shape = List.of((long) count);
      Entry part =
          new Entry(entry.name(), entry.dtype(), shape, begin, begin + (long) count * size);
      return new Stored(file, at + from * size, part, source);
    }

    @Override
    public void copyTo(float[] into, int index) throws IOException {
      int count = (int) (entry.bytes() / entry.dtype().bytes());
      ByteBuffer bytes = ByteBuffer.allocate((int) entry.bytes()).order(ByteOrder.LITTLE_ENDIAN);
      while (bytes.hasRemaining()) {
        if (file.read(bytes, at + bytes.position()) < 0) {
          throw SafetensorsReader.truncated(source, entry.bytes(), bytes.position());
        }
      }
      entry.dtype().decode(bytes.flip(), into, index, count);
      SafetensorsReader.requireFinite(source, entry.name(), entry.dtype(), into, index, count);
    }
  }
}
