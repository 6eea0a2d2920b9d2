package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.Path;

/** A format that the manifest is kept in. */
public interface ManifestFile {

  /** The file's name in the folder of models and manifest. */
  String fileName();

  /** Writes a manifest, whole or not at all, in place of the one that is there. */
  void write(Path file, Rows rows) throws IOException;

  /** Hands over a manifest's rows in their order. */
  void read(Path file, Sink sink) throws IOException;

  /** Rows that need not be in memory. */
  @FunctionalInterface
  interface Rows {
    void forEach(Sink sink) throws IOException;
  }

  /** Takes rows. */
  @FunctionalInterface
  interface Sink {
    void accept(ManifestRow row) throws IOException;
  }
}
