package org.sirenaudio.model;

import java.io.IOException;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.model.SafetensorsHeader.Entry;

/** The tensors of a safetensors file by name; tracks which of them have been used. */
final class StoredTensors {

  private final StoredBytes bytes;
  private final long dataAt;
  private final SequencedMap<String, String> metadata;
  private final Map<String, Entry> entries;
  private final Set<String> taken = new HashSet<>();
  private final SourceName source;

  /**
   * @param dataAt offset of the tensor data
   */
  StoredTensors(StoredBytes bytes, long dataAt, SafetensorsHeader header, SourceName source) {
    this.bytes = bytes;
    this.dataAt = dataAt;
    this.source = source;
    metadata = header.metadata();
    entries = HashMap.newHashMap(header.entries().size());
    header.entries().forEach(entry -> entries.put(entry.name(), entry));
  }

  /**
   * Reads all values once.
   *
   * @throws BadDataException if one is not finite
   */
  void requireFinite() throws IOException {
    for (Entry entry : entries.values()) {
      new StoredTensor(entry, dataAt + entry.begin(), bytes, source).requireFinite();
    }
  }

  /** Text by name. */
  SequencedMap<String, String> metadata() {
    return metadata;
  }

  SourceName source() {
    return source;
  }

  /** The names of all tensors. */
  Set<String> names() {
    return entries.keySet();
  }

  boolean has(String name) {
    return entries.containsKey(name);
  }

  /** The tensor of that name, or null. */
  @Nullable StoredTensor find(String name) {
    Entry entry = entries.get(name);
    if (entry == null) {
      return null;
    }
    taken.add(name);
    return new StoredTensor(entry, dataAt + entry.begin(), bytes, source);
  }

  /**
   * The tensor of that name.
   *
   * @throws BadDataException if it is missing or has a different number of dimensions
   */
  StoredTensor take(String name, int dimensions) throws BadDataException {
    StoredTensor tensor = find(name);
    if (tensor == null) {
      throw source.bad("tensor %s is missing", name);
    }
    if (tensor.shape().size() != dimensions) {
      throw source.bad(
          "tensor %s has shape %s, not %d dimensions", name, tensor.shape(), dimensions);
    }
    return tensor;
  }

  /**
   * The tensor of that name.
   *
   * @throws BadDataException if it is missing or has a different shape
   */
  StoredTensor take(String name, List<Long> shape) throws BadDataException {
    StoredTensor tensor = take(name, shape.size());
    if (!tensor.shape().equals(shape)) {
      throw source.bad("tensor %s must have shape %s, not %s", name, shape, tensor.shape());
    }
    return tensor;
  }

  /**
   * @throws BadDataException if there are unused tensors
   */
  void requireAllTaken() throws BadDataException {
    for (String name : names()) {
      if (!taken.contains(name)) {
        throw source.bad("has an unknown tensor '%s'; upgrade siren", SourceName.shown(name));
      }
    }
  }
}
