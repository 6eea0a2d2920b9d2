package org.sirenaudio.fit.config;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.sirenaudio.io.AtomicFile;

/** Where a fit keeps what it has done so far, to resume from there after a crash. */
public sealed interface Checkpoints {

  /** What to do with a folder that is there. */
  enum Existing {
    /** Resume the same fit, refuse another. */
    RESUME,
    /** Resume the same fit, discard another. */
    REPLACE_OTHERS,
    /** Discard whatever it holds. */
    DISCARD
  }

  /** Nowhere: the fit stays in memory. */
  record None() implements Checkpoints {}

  /**
   * A folder that appears when there is something to keep, with the finished networks ({@code
   * windows}) and the state of those in training ({@code states}). A model fitted so may have its
   * networks in that folder; delete it when the model has been written.
   *
   * @param path a name that is free, or that an interrupted fit has left
   * @param everySeconds seconds of fitting between two saves of the state of training, 0 for never.
   *     It is less often where a save takes more than a fiftieth of that
   * @param existing what to do with what the folder holds
   */
  record Folder(Path path, double everySeconds, Existing existing) implements Checkpoints {
    private static final double USUAL_SECONDS = 10;

    /** File of the finished networks. */
    public static final String WINDOWS = "windows";

    /** File of the networks that a stopped fit has come to. */
    public static final String INTERRUPTED = "interrupted";

    /** File of the state of training. */
    public static final String STATES = "states";

    public Folder {
      if (!(everySeconds >= 0 && Double.isFinite(everySeconds))) {
        throw new IllegalArgumentException(
            "seconds between checkpoints are 0 or more, not " + everySeconds);
      }
    }

    /**
     * The same with another time between two saves of the state of training.
     *
     * @param seconds 0 for never
     */
    public Folder every(double seconds) {
      return new Folder(path, seconds, existing);
    }

    /** The same, but where the folder holds another fit it starts anew. */
    public Folder replacingOthers() {
      return new Folder(path, everySeconds, Existing.REPLACE_OTHERS);
    }

    /** The same, but it starts anew whatever the folder holds. */
    public Folder discarding() {
      return new Folder(path, everySeconds, Existing.DISCARD);
    }

    /** Whether there is something to resume from. */
    public boolean exist() {
      return Files.exists(path.resolve(WINDOWS));
    }

    /**
     * Deletes what the fit has left, if anything.
     *
     * @throws java.nio.file.DirectoryNotEmptyException if the folder holds what no fit has written
     */
    public void delete() throws IOException {
      for (String name : List.of(STATES, INTERRUPTED, WINDOWS)) {
        Files.deleteIfExists(path.resolve(name));
      }
      deleteTemporaries();
      Files.deleteIfExists(path);
    }

    /** Deletes what only the model of a stopped fit needed, and keeps what the fit resumes from. */
    public void clean() throws IOException {
      Files.deleteIfExists(path.resolve(INTERRUPTED));
    }

    /** Deletes what a process leaves that is killed while it writes. */
    public void deleteTemporaries() throws IOException {
      AtomicFile.deleteLeftovers(path, Instant.MAX);
    }
  }

  /** The fit stays in memory. */
  static Checkpoints none() {
    return new None();
  }

  /** Saves the state of training every ten seconds, and refuses a folder that holds another fit. */
  static Folder in(Path folder) {
    return new Folder(folder, Folder.USUAL_SECONDS, Existing.RESUME);
  }
}
