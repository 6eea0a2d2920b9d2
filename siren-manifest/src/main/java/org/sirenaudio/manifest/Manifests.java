package org.sirenaudio.manifest;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import org.sirenaudio.corpus.ManifestFile;

/** Reads the manifests of model folders in any format. */
public final class Manifests {

  private static final List<ManifestFormat> FORMATS =
      List.of(new ParquetManifest(), new CsvManifest());

  private Manifests() {}

  /**
   * Passes on the rows of a folder's manifest.
   *
   * @param folder of models and manifest
   * @throws NoSuchFileException if it contains no manifest
   */
  public static void read(Path folder, ManifestFile.Sink sink) throws IOException {
    for (ManifestFormat format : FORMATS) {
      Path file = folder.resolve(format.fileName());
      if (Files.exists(file)) {
        format.read(file, sink);
        return;
      }
    }
    throw new NoSuchFileException(
        folder.toString(),
        null,
        "contains no manifest; give the output folder of a finished siren corpus fit");
  }
}
