package org.sirenaudio.fit.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.sirenaudio.io.AtomicFile;

/** Where a fit saves its progress, to be resumed after a crash. */
public sealed interface Checkpoints {

  /** What to do with an existing folder. */
  enum Existing {
    /** Resume the same fit, reject another. */
    RESUME,
    /** Resume the same fit, discard another. */
    REPLACE_OTHERS,
    /** Discard the contents. */
    DISCARD
  }

  /** No checkpoints: the fit stays in memory. */
  record None() implements Checkpoints {}

  /**
   * A folder, created on first save, with the finished networks ({@code windows}) and the state of
   * those in training ({@code states}). The resulting model may read its networks from that folder;
   * delete it only after the model has been written.
   *
   * @param path a free name, or the folder of an interrupted fit
   * @param everySeconds seconds of fitting between saves of the training state; 0 disables them.
   *     Saves are less frequent if one takes more than a fiftieth of that
   * @param existing what to do with the folder's contents
   */
  record Folder(Path path, double everySeconds, Existing existing) implements Checkpoints {
    private static final double USUAL_SECONDS = 10;

    /** File of the finished networks. */
    public static final String WINDOWS = "windows";

    /** File of the networks of a stopped fit. */
    public static final String INTERRUPTED = "interrupted";

    /** File of the training state. */
    public static final String STATES = "states";

    /**
     * @throws IllegalArgumentException if the interval is negative or not finite
     */
    public Folder {
      if (!(everySeconds >= 0 && Double.isFinite(everySeconds))) {
        throw new IllegalArgumentException(
            "the seconds between checkpoints must be 0 or more, not " + everySeconds);
      }
    }

    /**
     * A copy with another interval between saves of the training state.
     *
     * @param seconds 0 disables them
     * @throws IllegalArgumentException if it is negative or not finite
     */
    public Folder every(double seconds) {
      return new Folder(path, seconds, existing);
    }

    /** A copy that starts over if the folder holds another fit. */
    public Folder replacingOthers() {
      return new Folder(path, everySeconds, Existing.REPLACE_OTHERS);
    }

    /** A copy that starts over whatever the folder holds. */
    public Folder discarding() {
      return new Folder(path, everySeconds, Existing.DISCARD);
    }

    /** Whether there is something to resume from. */
    public boolean exist() {
      return Files.exists(path.resolve(WINDOWS));
    }

    /**
     * Deletes the fit's files, if any.
     *
     * @throws java.nio.file.DirectoryNotEmptyException if the folder holds other files
     * @throws IOException if a file cannot be deleted
     */
    public void delete() throws IOException {
      for (String name : List.of(STATES, INTERRUPTED, WINDOWS)) {
        Files.deleteIfExists(path.resolve(name));
      }
      deleteTemporaries();
      Files.deleteIfExists(path);
    }

    /**
     * Deletes the files needed only by a stopped fit's model, and keeps those needed for resuming.
     *
     * @throws IOException if they cannot be deleted
     */
    public void clean() throws IOException {
      Files.deleteIfExists(path.resolve(INTERRUPTED));
    }

    /**
     * Deletes partial files of processes killed while writing.
     *
     * @throws IOException if they cannot be listed or deleted
     */
    public void deleteTemporaries() throws IOException {
      AtomicFile.deleteLeftovers(path, Instant.MAX);
    }
  }

  /** No checkpoints. */
  static Checkpoints none() {
    return new None();
  }

  /** Saves the training state every ten seconds, and rejects a folder that holds another fit. */
  static Folder in(Path folder) {
    return new Folder(folder, Folder.USUAL_SECONDS, Existing.RESUME);
  }
}
