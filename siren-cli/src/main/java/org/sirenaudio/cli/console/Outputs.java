package org.sirenaudio.cli.console;

import java.awt.AWTError;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.function.Predicate;
import org.sirenaudio.command.InterruptedCommandException;
import org.sirenaudio.command.OutputException;
import org.sirenaudio.error.MissingPartException;
import org.sirenaudio.io.AtomicFile;

/** The names of what a command writes, checked before any work is done. */
public final class Outputs {

  private Outputs() {}

  /** An input's name without its extension, in the same folder. */
  public static Path sibling(Path input, String ending) {
    String name = StandardStream.name(input);
    int dot = name.lastIndexOf('.');
    return input.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }

  /** Refuses what could not be written later, and an existing file without {@code -y}. */
  public static void check(Path input, Path output, OverwriteOption overwrite) throws IOException {
    check(List.of(input), List.of(output), file -> overwrite.given());
  }

  /**
   * Refuses what could not be written later, what would replace an input, and one file for two
   * outputs.
   *
   * @param inputs files, and {@code -} for stdin
   * @param outputs files, and {@code -} for stdout
   * @param replaceable which of them may exist
   * @throws OutputException naming the first such file and why
   */
  public static void check(
      Collection<Path> inputs, Collection<Path> outputs, Predicate<Path> replaceable)
      throws IOException {
    List<Path> named = new ArrayList<>();
    for (Path output : outputs) {
      if (StandardStream.is(output)) {
        continue;
      }
      for (Path other : named) {
        if (SameFile.may(output, other)) {
          throw cannot(output, "is named for two outputs; name another for one of them");
        }
      }
      named.add(output);
      for (Path input : inputs) {
        if (SameFile.is(input, output)) {
          throw cannot(output, "is the input; name another file");
        }
      }
      Path folder = output.toAbsolutePath().getParent();
      if (Files.isDirectory(output)) {
        throw cannot(output, "is a folder; name a file in it");
      }
      if (Files.exists(output) && Files.isRegularFile(output) && !replaceable.test(output)) {
        throw cannot(output, "exists; add -y to replace it, or name another");
      }
      if (folder != null && !Files.isDirectory(folder)) {
        throw cannot(output, "there is no folder " + folder + "; make it first");
      }
      if (folder != null && !Files.isWritable(folder) && !Files.isWritable(output)) {
        throw cannot(output, "no permission to write there; name another place");
      }
    }
  }

  private static OutputException cannot(Path output, String why) {
    return new OutputException(output + ": " + why);
  }

  /**
   * A folder for outputs.
   *
   * @throws IllegalArgumentException if it is {@code -}, which is stdout wherever it names a file
   */
  public static Path folder(Path output) {
    if (StandardStream.is(output)) {
      throw new IllegalArgumentException("-o names a folder here: files cannot go to stdout");
    }
    return output;
  }

  /** Writes a file, or stdout for {@code -}; whatever goes wrong is a failure of the output. */
  public static void write(Path output, Writing writing) throws IOException {
    try {
      writing.run();
    } catch (InterruptedCommandException | MissingPartException e) {
      throw e;
    } catch (IOException e) {
      if (StandardStream.is(output)) {
        throw new IOException("stdout: cannot be written: " + e.getMessage(), e);
      }
      throw new OutputException(output + ": cannot be written: " + e.getMessage(), e);
    }
  }

  /** Writes bytes as a file, whole or not at all. */
  public static void write(Path output, byte[] bytes, boolean overwrite) throws IOException {
    write(output, () -> AtomicFile.write(output, bytes, overwrite));
  }

  /**
   * Writes a picture. It is an extra: where it cannot be drawn, that is said, and all else stands
   * without it.
   *
   * @return whether it has been written
   */
  public static boolean draw(Path output, Picture picture, boolean overwrite, Streams streams)
      throws IOException {
    try {
      write(output, picture.bytes(), overwrite);
      return true;
    } catch (LinkageError | InternalError | AWTError e) {
      streams
          .err()
          .println("siren: no plot: this Java cannot draw (" + e.getMessage() + "); use --no-plot");
      return false;
    }
  }

  /** What draws a picture. */
  @FunctionalInterface
  public interface Picture {
    byte[] bytes() throws IOException;
  }

  /** What writes a file. */
  @FunctionalInterface
  public interface Writing {
    void run() throws IOException;
  }
}
