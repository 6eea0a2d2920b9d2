package org.sirenaudio.studio;

import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import org.sirenaudio.corpus.Recording;

/**
 * A recording or model that the studio may open.
 *
 * @param id its name in requests; stable across restarts
 * @param kind its type
 * @param name for display
 * @param path its location; never sent to the page
 * @param bytes its size
 */
record Item(String id, Kind kind, String name, Path path, long bytes) {

  /** The type of a file, by its name. */
  enum Kind {
    RECORDING,
    MODEL,
    /** A folder with a manifest. */
    CORPUS,
    OTHER;

    static Kind of(Path path) {
      String name = String.valueOf(path.getFileName());
      if (name.toLowerCase(Locale.ROOT).endsWith(".safetensors")) {
        return MODEL;
      }
      return Recording.hasAudioExtension(name) ? RECORDING : OTHER;
    }
  }

  /** A copy with another id. */
  Item named(String other) {
    return new Item(other, kind, name, path, bytes);
  }

  Map<String, Object> entries() {
    return Map.of(
        "id", id, "kind", kind.name().toLowerCase(Locale.ROOT), "name", name, "bytes", bytes);
  }
}
