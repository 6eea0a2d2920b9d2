package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Optional;
import org.sirenaudio.model.ClipModel;

/** Where a corpus's models lie, each under a name that says what it was made from. */
public interface ModelStore {

  /** The models' own folder, below the folder of models and manifest. */
  String FOLDER = "models";

  /**
   * A model, or nothing if there is none of that name.
   *
   * @throws org.sirenaudio.error.BadDataException if it is damaged
   */
  Optional<ClipModel> read(String name) throws IOException;

  /**
   * Stores a model. It appears under its name in one step and only when it is whole, whoever else
   * stores the same at the same time, and whenever this is broken off.
   */
  void put(String name, ClipModel model) throws IOException;

  /** A model in a file of this machine, or nothing if there is none. */
  static Optional<ClipModel> read(Path file) throws IOException {
    try {
      return Optional.of(ClipModel.read(file));
    } catch (NoSuchFileException e) {
      return Optional.empty();
    }
  }

  /** A model's path below the folder of models and manifest. */
  static String path(String name) {
    return FOLDER + "/" + name + ".safetensors";
  }
}
