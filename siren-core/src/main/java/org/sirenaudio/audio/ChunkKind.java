package org.sirenaudio.audio;

import java.util.Optional;

/** The kinds of WAV chunks that are carried over to renderings, in writing order. */
enum ChunkKind {
  /** Broadcast extension: origin, date and time (EBU Tech 3285). */
  BEXT("bext", "bext", ""),
  /** Location recorder metadata as XML (ixml.info). */
  IXML("iXML", "iXML", ""),
  /** Title, artist and other text fields. */
  INFO("INFO", "LIST", "INFO"),
  /** Cue points. */
  CUE("cue", "cue ", ""),
  /** Labels, notes and durations of the cue points. */
  ADTL("adtl", "LIST", "adtl");

  private final String key;
  private final String id;
  private final String listType;

  ChunkKind(String key, String id, String listType) {
    this.key = key;
    this.id = id;
    this.listType = listType;
  }

  /** Its key in a model's metadata. */
  String key() {
    return key;
  }

  /** The four-character chunk ID. */
  String id() {
    return id;
  }

  /** The list type, the first four characters of a LIST body; empty for others. */
  String listType() {
    return listType;
  }

  /** The kind of a chunk with this ID, if the ID alone decides. */
  static Optional<ChunkKind> of(String id, String listType) {
    for (ChunkKind kind : values()) {
      if (kind.id.equals(id) && (kind.listType.isEmpty() || kind.listType.equals(listType))) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }

  static Optional<ChunkKind> ofKey(String key) {
    for (ChunkKind kind : values()) {
      if (kind.key.equals(key)) {
        return Optional.of(kind);
      }
    }
    return Optional.empty();
  }
}
