package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.sirenaudio.model.ClipModel;

/** Models in a folder of this machine. */
final class ModelFolder implements ModelStore {

  /** What {@link org.sirenaudio.AtomicFile} calls a file that is not whole yet. */
  private static final String TEMPORARY = ".siren-*.tmp";

  private final Path out;

  /**
   * @param out the folder of models and manifest; it is made if it is not there
   */
  ModelFolder(Path out) throws IOException {
    this.out = out;
    Files.createDirectories(out.resolve(ModelStore.path("any")).getParent());
  }

  @Override
  public Optional<ClipModel> read(String name) throws IOException {
    return ModelStore.read(out.resolve(ModelStore.path(name)));
  }

  @Override
  public void put(String name, ClipModel model) throws IOException {
    model.write(out.resolve(ModelStore.path(name)), true);
  }

  /** Deletes what runs that were killed have left half-written. Nobody else may be writing here. */
  void deleteTemporaryFiles() throws IOException {
    for (Path folder : new Path[] {out, out.resolve(ModelStore.path("any")).getParent()}) {
      try (DirectoryStream<Path> files = Files.newDirectoryStream(folder, TEMPORARY)) {
        for (Path file : files) {
          Files.deleteIfExists(file);
        }
      }
    }
  }

  /** Where what is done of long recordings lies until they are done. */
  Path unfinished() {
    return out.resolve("unfinished");
  }
}
