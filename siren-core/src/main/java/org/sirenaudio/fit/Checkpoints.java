package org.sirenaudio.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.DoubleConsumer;
import org.sirenaudio.io.AtomicFile;

/**
 * Where a fit leaves what it has done so far, so that it goes on from there after a crash: a folder
 * that appears when there is something to keep, with the finished networks ({@code windows}) and
 * the state of those in training ({@code states}). A model fitted so may have its networks in that
 * folder; delete it when the model has been written.
 *
 * @param folder a name that is free, or that an interrupted fit has left
 * @param everySeconds seconds of fitting between two looks at what is in training, 0 for never. It
 *     is less often where a look takes more than a fiftieth of that
 * @param discard whether to begin anew, instead of refusing, where the folder holds another fit
 * @param resumed hears how many seconds of fitting an interrupted fit had had, if one goes on
 */
public record Checkpoints(
    Path folder, double everySeconds, boolean discard, DoubleConsumer resumed) {

  private static final double USUAL_SECONDS = 10;

  static final String WINDOWS = "windows";
  static final String INTERRUPTED = "interrupted";
  static final String STATES = "states";

  public Checkpoints {
    if (!(everySeconds >= 0 && Double.isFinite(everySeconds))) {
      throw new IllegalArgumentException(
          "seconds between checkpoints are 0 or more, not " + everySeconds);
    }
  }

  /**
   * Looks at what is in training every ten seconds, and refuses a folder that holds another fit.
   */
  public static Checkpoints in(Path folder) {
    return new Checkpoints(folder, USUAL_SECONDS, false, seconds -> {});
  }

  /**
   * The same with another time between two looks at what is in training.
   *
   * @param seconds 0 for never
   */
  public Checkpoints every(double seconds) {
    return new Checkpoints(folder, seconds, discard, resumed);
  }

  /** The same, but where the folder holds another fit it begins anew. */
  public Checkpoints discarding() {
    return new Checkpoints(folder, everySeconds, true, resumed);
  }

  /** The same, with somebody to tell how many seconds an interrupted fit had had. */
  public Checkpoints whenResumed(DoubleConsumer hears) {
    return new Checkpoints(folder, everySeconds, discard, hears);
  }

  /** Whether there is something to go on from. */
  public boolean exist() {
    return Files.exists(folder.resolve(WINDOWS));
  }

  /**
   * Deletes what the fit has left, if anything.
   *
   * @throws java.nio.file.DirectoryNotEmptyException if the folder holds what no fit has written
   */
  public void delete() throws IOException {
    for (String name : List.of(STATES, INTERRUPTED, WINDOWS)) {
      Files.deleteIfExists(folder.resolve(name));
    }
    deleteTemporaries();
    Files.deleteIfExists(folder);
  }

  /** Deletes what only the model of a stopped fit needed, and leaves what the fit goes on from. */
  public void clean() throws IOException {
    Files.deleteIfExists(folder.resolve(INTERRUPTED));
  }

  /** What a process leaves that is killed while it writes. */
  void deleteTemporaries() throws IOException {
    AtomicFile.deleteLeftovers(folder, Instant.MAX);
  }
}
