package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A format that the manifest is written in. */
public interface ManifestFile {

  /** The name of a manifest in Parquet: a file, or a data set that Spark has written. */
  String PARQUET = "manifest.parquet";

  /** The name of a manifest in CSV. */
  String CSV = "manifest.csv";

  /** Every name that a manifest may have. */
  List<String> NAMES = List.of(PARQUET, CSV);

  /** The file's name in the folder of models and manifest. */
  String fileName();

  /** Writes a manifest, whole or not at all, in place of the one that is there. */
  void write(Path file, Rows rows) throws IOException;

  /** Rows that need not be in memory. */
  @FunctionalInterface
  interface Rows {
    /** Hands each row to the sink, in the order of the paths. */
    void forEach(Sink sink) throws IOException;
  }

  /** Takes rows. */
  @FunctionalInterface
  interface Sink {
    /** Takes one row. */
    void accept(ManifestRow row) throws IOException;
  }
}
