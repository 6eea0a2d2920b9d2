package org.sirenaudio.audio;

import java.util.Optional;

/** Kinds of chunks of a WAV file that go on into its renderings, in the order they are written. */
enum ChunkKind {
  /** Broadcast extension: origin, date and time (EBU Tech 3285). */
  BEXT("bext", "bext", ""),
  /** The location recorder's notes as XML (ixml.info). */
  IXML("iXML", "iXML", ""),
  /** Title, artist and so on. */
  INFO("INFO", "LIST", "INFO"),
  /** Cue points. */
  CUE("cue", "cue ", ""),
  /** Labels, notes and lengths of the cue points. */
  ADTL("adtl", "LIST", "adtl");

  private final String key;
  private final String id;
  private final String listType;

  ChunkKind(String key, String id, String listType) {
    this.key = key;
    this.id = id;
    this.listType = listType;
  }

  /** Its name in a model's metadata. */
  String key() {
    return key;
  }

  /** The chunk's four letters. */
  String id() {
    return id;
  }

  /** The four letters that the body of a LIST begins with; empty for others. */
  String listType() {
    return listType;
  }

  /** The kind of chunks of such an id, where the chunk alone does not decide. */
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
