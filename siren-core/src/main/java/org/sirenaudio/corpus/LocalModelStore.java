package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.sirenaudio.io.AtomicFile;
import org.sirenaudio.model.ClipModel;

/** The models of a corpus in a folder of this machine. */
final class LocalModelStore implements ModelStore {

  private final Path out;

  /**
   * @param out the folder of models and manifest; it is made if it is not there
   */
  LocalModelStore(Path out) throws IOException {
    this.out = out;
    Files.createDirectories(out.resolve(FOLDER));
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
    AtomicFile.deleteLeftovers(out, Instant.MAX);
    AtomicFile.deleteLeftovers(out.resolve(FOLDER), Instant.MAX);
  }

  /** Where checkpoints of long recordings lie until they are fitted. */
  Path unfinished() {
    return out.resolve("unfinished");
  }
}
