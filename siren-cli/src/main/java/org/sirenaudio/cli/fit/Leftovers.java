package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.sirenaudio.AtomicFile;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.OutputException;
import org.sirenaudio.fit.Checkpoints;

/**
 * What an interrupted fit leaves beside its outputs, so that the same command resumes it: its
 * checkpoints, and a list of the outputs that it has written, which may then be replaced.
 */
public final class Leftovers {

  private static final String OUTPUTS = "outputs";

  private final Checkpoints checkpoints;
  private final Path list;
  private final List<String> written;
  private final boolean restart;

  private Leftovers(Checkpoints checkpoints, Path list, List<String> written, boolean restart) {
    this.checkpoints = checkpoints;
    this.list = list;
    this.written = written;
    this.restart = restart;
  }

  /**
   * What there is, if anything.
   *
   * @param restart whether to start over instead of resuming
   */
  static Leftovers of(Checkpoints checkpoints, boolean restart) throws IOException {
    Path list = checkpoints.folder().resolve(OUTPUTS);
    List<String> written = Files.isRegularFile(list) ? Files.readAllLines(list) : List.of();
    return new Leftovers(checkpoints, list, written, restart);
  }

  Checkpoints checkpoints() {
    return restart ? checkpoints.discarding() : checkpoints;
  }

  /** Discards what is not to be resumed. */
  void begin() throws IOException {
    if (restart) {
      delete();
    }
  }

  /** Whether the interrupted fit has written this file, and nobody has changed it since. */
  public boolean wrote(Path output) {
    try {
      return Files.isRegularFile(output) && written.contains(state(output));
    } catch (IOException e) {
      return false;
    }
  }

  /** Says how to resume the fit, or deletes what is no longer needed. */
  public void end(FitSession session, Collection<Path> outputs, Streams streams)
      throws IOException {
    if (session.interrupted() && keep(outputs)) {
      streams.err().println("siren: run the same command again to resume the fit");
    } else {
      delete();
    }
  }

  /** Keeps what the fit needs to be resumed, if there is something to resume. */
  private boolean keep(Collection<Path> outputs) throws IOException {
    if (!checkpoints.exist() || checkpoints.everySeconds() == 0) {
      return false;
    }
    checkpoints.clean();
    List<String> states = new ArrayList<>();
    for (Path output : outputs) {
      if (Files.isRegularFile(output)) {
        states.add(state(output));
      }
    }
    AtomicFile.write(list, String.join("\n", states).getBytes(StandardCharsets.UTF_8), true);
    return true;
  }

  void delete() throws IOException {
    Files.deleteIfExists(list);
    try {
      checkpoints.delete();
    } catch (DirectoryNotEmptyException e) {
      throw new OutputException(
          checkpoints.folder() + ": holds files that no fit has written; move them", e);
    }
  }

  private static String state(Path file) throws IOException {
    return "%d %s %s"
        .formatted(
            Files.size(file),
            Files.getLastModifiedTime(file),
            file.toAbsolutePath().normalize().getFileName());
  }
}
