package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.OutputException;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.io.AtomicFile;

/**
 * What an interrupted fit leaves beside its outputs, so that the same command resumes it: its
 * checkpoints, and a list of the outputs that it has written, which may then be replaced.
 *
 * @param folder of the checkpoints
 * @param list the file that names the outputs of an interrupted fit
 * @param written what it says of each, as {@link #state} has it
 * @param restart whether to start over instead of resuming
 * @param quiet whether not to say that a fit is resumed
 */
public record Leftovers(
    Checkpoints.Folder folder, Path list, List<String> written, boolean restart, boolean quiet) {

  private static final String OUTPUTS = "outputs";

  /** What there is, if anything. */
  static Leftovers of(Checkpoints.Folder folder, boolean restart, boolean quiet)
      throws IOException {
    Path list = folder.path().resolve(OUTPUTS);
    List<String> written = Files.isRegularFile(list) ? Files.readAllLines(list) : List.of();
    return new Leftovers(folder, list, written, restart, quiet);
  }

  Checkpoints checkpoints() {
    return restart ? folder.discarding() : folder;
  }

  /** Says that a fit is resumed that had had so many seconds. */
  void sayResumed(double seconds, Streams streams) {
    if (!quiet) {
      streams
          .err()
          .printf(
              Locale.ROOT,
              "siren: resuming from %s, after %.1f s of fitting%n",
              folder.path(),
              seconds);
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
    if (!folder.exist() || folder.everySeconds() == 0) {
      return false;
    }
    folder.clean();
    record(outputs);
    return true;
  }

  /** Notes which outputs are this fit's own, so that it may replace them when it is resumed. */
  public void record(Collection<Path> outputs) throws IOException {
    if (!folder.exist()) {
      return;
    }
    List<String> states = new ArrayList<>();
    for (Path output : outputs) {
      if (Files.isRegularFile(output)) {
        states.add(state(output));
      }
    }
    AtomicFile.write(list, String.join("\n", states).getBytes(StandardCharsets.UTF_8), true);
  }

  /** Deletes what an interrupted fit has left that turned out to be no result, its outputs too. */
  void discard(Collection<Path> outputs) throws IOException {
    for (Path output : outputs) {
      if (wrote(output)) {
        Files.deleteIfExists(output);
      }
    }
    delete();
  }

  void delete() throws IOException {
    Files.deleteIfExists(list);
    try {
      folder.delete();
    } catch (DirectoryNotEmptyException e) {
      throw new OutputException(
          folder.path() + ": holds files that no fit has written; move them", e);
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
