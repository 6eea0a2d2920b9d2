package org.sirenaudio.manifest;

import java.io.IOException;
import java.nio.file.Path;
import org.sirenaudio.corpus.ManifestFile;

/** A format that manifests are written in and read again. */
sealed interface Format extends ManifestFile permits CsvManifest, ParquetManifest {

  /** Hands over a manifest's rows in their order. */
  void read(Path file, Sink sink) throws IOException;
}
