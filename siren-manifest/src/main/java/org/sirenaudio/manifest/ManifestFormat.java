package org.sirenaudio.manifest;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.ManifestFile;
import org.sirenaudio.corpus.ManifestRow;
import org.sirenaudio.error.BadDataException;

/** A manifest format that can be written and read. */
sealed interface ManifestFormat extends ManifestFile permits CsvManifest, ParquetManifest {

  /** Passes on a manifest's rows in order. */
  void read(Path file, Sink sink) throws IOException;

  /**
   * Parses lines into rows for a sink. A parse error is attributed to the file, an error in the
   * sink is not.
   *
   * @throws BadDataException if a line cannot be read
   */
  static <T> void each(Iterator<T> lines, Function<T, ManifestRow> row, Path file, Sink sink)
      throws IOException {
    for (ManifestRow next = next(lines, row, file); next != null; next = next(lines, row, file)) {
      sink.accept(next);
    }
  }

  private static <T> @Nullable ManifestRow next(
      Iterator<T> lines, Function<T, ManifestRow> row, Path file) throws BadDataException {
    try {
      return lines.hasNext() ? row.apply(lines.next()) : null;
    } catch (RuntimeException e) {
      throw notAManifest(file, e);
    }
  }

  /** Reports that a file is not a manifest, and why. */
  static BadDataException notAManifest(Path file, RuntimeException e) {
    return new BadDataException(file + ": is not a manifest: " + e.getMessage(), e);
  }
}
