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
 * The state of an interrupted fit, from which the same command resumes: its checkpoints, and a list
 * of its outputs, which may be replaced.
 *
 * @param folder of the checkpoints
 * @param list file that lists the outputs of an interrupted fit
 * @param written the {@link #state} of each listed output
 * @param restart whether to start over rather than resume
 * @param quiet whether to resume without a message
 */
public record Leftovers(
    Checkpoints.Folder folder, Path list, List<String> written, boolean restart, boolean quiet) {

  private static final String OUTPUTS = "outputs";

  /** The existing state, if any. */
  static Leftovers of(Checkpoints.Folder folder, boolean restart, boolean quiet)
      throws IOException {
    Path list = folder.path().resolve(OUTPUTS);
    List<String> written = Files.isRegularFile(list) ? Files.readAllLines(list) : List.of();
    return new Leftovers(folder, list, written, restart, quiet);
  }

  Checkpoints checkpoints() {
    return restart ? folder.discarding() : folder;
  }

  /** Announces resuming a fit after the given seconds. */
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

  /** Whether a file was written by the interrupted fit and is unmodified. */
  public boolean wrote(Path output) {
    try {
      return Files.isRegularFile(output) && written.contains(state(output));
    } catch (IOException e) {
      return false;
    }
  }

  /** Prints how to resume the fit, or deletes the state. */
  public void end(FitSession session, Collection<Path> outputs, Streams streams)
      throws IOException {
    if (session.interrupted() && keep(outputs)) {
      streams.err().println("siren: rerun the same command to resume the fit");
    } else {
      delete();
    }
  }

  /** Keeps the state if there is something to resume. */
  private boolean keep(Collection<Path> outputs) throws IOException {
    if (!folder.exist() || folder.everySeconds() == 0) {
      return false;
    }
    folder.clean();
    record(outputs);
    return true;
  }

  /** Records this fit's outputs, so that it may replace them when resumed. */
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

  /** Deletes the state of a failed fit, and its outputs. */
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
          folder.path() + ": contains files that do not belong to a fit; move them", e);
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
