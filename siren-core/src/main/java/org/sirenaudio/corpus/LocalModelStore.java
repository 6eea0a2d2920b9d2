package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.sirenaudio.io.AtomicFile;
import org.sirenaudio.model.ClipModel;

/** A corpus's models in a local folder. */
final class LocalModelStore implements ModelStore {

  private final Path out;

  private LocalModelStore(Path out) {
    this.out = out;
  }

  /**
   * Opens the models of a folder.
   *
   * @param out the folder of models and journal, created if missing
   * @param content what the folder holds, for messages
   * @throws StoreException if it cannot be created
   */
  static LocalModelStore open(Path out, String content) throws StoreException {
    try {
      Files.createDirectories(out.resolve(FOLDER));
      return new LocalModelStore(out);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(out + ": is a file; give a folder for " + content, e);
    } catch (IOException e) {
      throw new StoreException(out + ": cannot be created: " + StoreException.reason(e), e);
    }
  }

  @Override
  public Optional<ClipModel> read(String name) throws IOException {
    return ModelStore.read(out.resolve(ModelStore.path(name)));
  }

  @Override
  public void put(String name, ClipModel model) throws IOException {
    model.write(out.resolve(ModelStore.path(name)), true);
  }

  /** Deletes partial files left by killed runs. There must be no other writer. */
  void deleteTemporaryFiles() throws IOException {
    AtomicFile.deleteLeftovers(out, Instant.MAX);
    AtomicFile.deleteLeftovers(out.resolve(FOLDER), Instant.MAX);
  }

  /** The folder for checkpoints of unfinished long recordings. */
  Path unfinished() {
    return out.resolve("unfinished");
  }
}
