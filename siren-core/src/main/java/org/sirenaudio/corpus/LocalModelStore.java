package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import org.sirenaudio.io.AtomicFile;
import org.sirenaudio.model.ClipModel;

/** The models of a corpus in a folder of this machine. */
final class LocalModelStore implements ModelStore {

  private final Path out;

  private LocalModelStore(Path out) {
    this.out = out;
  }

  /**
   * Opens the models of a folder.
   *
   * @param out the folder of models and journal; it is made if it is not there
   * @param content what the folder is for, as errors say it
   * @throws StoreException if it cannot be made
   */
  static LocalModelStore open(Path out, String content) throws StoreException {
    try {
      Files.createDirectories(out.resolve(FOLDER));
      return new LocalModelStore(out);
    } catch (FileAlreadyExistsException e) {
      throw new StoreException(out + ": is a file; name a folder for " + content, e);
    } catch (IOException e) {
      throw new StoreException(out + ": cannot be made: " + StoreException.reason(e), e);
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
