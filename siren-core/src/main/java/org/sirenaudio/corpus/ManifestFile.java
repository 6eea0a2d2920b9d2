package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** A file format for the manifest. */
public interface ManifestFile {

  /** The name of a Parquet manifest: a file, or a data set written by Spark. */
  String PARQUET = "manifest.parquet";

  /** The name of a CSV manifest. */
  String CSV = "manifest.csv";

  /** All possible manifest names. */
  List<String> NAMES = List.of(PARQUET, CSV);

  /** The file's name in the output folder. */
  String fileName();

  /**
   * Writes a manifest atomically, replacing any existing one.
   *
   * @throws IOException if it cannot be written, or the rows cannot be read
   */
  void write(Path file, Rows rows) throws IOException;

  /** A source of rows, which need not fit into memory. */
  @FunctionalInterface
  interface Rows {
    /**
     * Passes each row to the sink, sorted by path.
     *
     * @throws IOException if a row cannot be read, or the sink throws it
     */
    void forEach(Sink sink) throws IOException;
  }

  /** Receives rows. */
  @FunctionalInterface
  interface Sink {
    /**
     * Receives one row.
     *
     * @throws IOException if it cannot be written
     */
    void accept(ManifestRow row) throws IOException;
  }
}
