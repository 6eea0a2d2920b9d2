package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.sirenaudio.model.ClipModel;

/**
 * The storage of a corpus's models, each under a name derived from its inputs. Implementations are
 * thread-safe.
 */
public interface ModelStore {

  /** The models' subfolder of the output folder. */
  String FOLDER = "models";

  /**
   * A model by name, empty if absent.
   *
   * @throws org.sirenaudio.error.BadDataException if it is corrupt
   * @throws IOException if it cannot be read
   */
  Optional<ClipModel> read(String name) throws IOException;

  /**
   * Stores a model atomically: it appears under its name only when complete, despite concurrent
   * writers and interruptions.
   *
   * @throws IOException if it cannot be written
   */
  void put(String name, ClipModel model) throws IOException;

  /**
   * A model as a local file, empty if absent.
   *
   * @throws org.sirenaudio.error.BadDataException if it is not a model, or corrupt
   * @throws IOException if it cannot be read
   */
  static Optional<ClipModel> read(Path file) throws IOException {
    try {
      return Optional.of(ClipModel.read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A model's path relative to the output folder. */
  static String path(String name) {
    return FOLDER + "/" + name + ".safetensors";
  }

  /** The name in a model's path. */
  static String name(String path) {
    return path.substring(path.indexOf('/') + 1, path.lastIndexOf('.'));
  }
}
