package org.sirenaudio.corpus;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;
import org.sirenaudio.model.ClipModel;

/** Where a corpus's models lie, each under a name that says what it was made from. */
public interface ModelStore {

  /** Opens a model, or nothing if there is none of that name. */
  Optional<InputStream> open(String name) throws IOException;

  /**
   * Stores a model. It appears under its name in one step and only when it is whole, whoever else
   * stores the same at the same time, and whenever this is broken off.
   */
  void put(String name, ClipModel model) throws IOException;

  /** A model's path below the folder of models and manifest. */
  static String path(String name) {
    return "models/" + name + ".safetensors";
  }
}
