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

/** Validates the names of a command's outputs before any work is done. */
public final class Outputs {

  private Outputs() {}

  /** An input's name without its extension, in the same folder. */
  public static Path sibling(Path input, String ending) {
    String name = StandardStream.name(input);
    int dot = name.lastIndexOf('.');
    return input.resolveSibling((dot > 0 ? name.substring(0, dot) : name) + ending);
  }

  /** Rejects unwritable outputs, and existing files without {@code -y}. */
  public static void check(Path input, Path output, OverwriteOption overwrite) throws IOException {
    check(List.of(input), List.of(output), file -> overwrite.given());
  }

  /**
   * Rejects unwritable outputs, outputs that would replace an input, and two outputs with the same
   * name.
   *
   * @param inputs files, and {@code -} for stdin
   * @param outputs files, and {@code -} for stdout
   * @param replaceable which of them may exist
   * @throws OutputException naming the first such file and the reason
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
          throw cannot(output, "is used for two outputs; choose another name for one of them");
        }
      }
      named.add(output);
      for (Path input : inputs) {
        if (SameFile.is(input, output)) {
          throw cannot(output, "is the input; choose another file");
        }
      }
      Path folder = output.toAbsolutePath().getParent();
      if (Files.isDirectory(output)) {
        throw cannot(output, "is a folder; name a file in it");
      }
      if (Files.exists(output) && Files.isRegularFile(output) && !replaceable.test(output)) {
        throw cannot(output, "exists; add -y to replace it, or choose another name");
      }
      if (folder != null && !Files.isDirectory(folder)) {
        throw cannot(output, "no such folder: " + folder + "; create it first");
      }
      if (folder != null && !Files.isWritable(folder) && !Files.isWritable(output)) {
        throw cannot(output, "no write permission; choose another location");
      }
    }
  }

  private static OutputException cannot(Path output, String why) {
    return new OutputException(output + ": " + why);
  }

  /**
   * A folder for outputs.
   *
   * @throws IllegalArgumentException if it is {@code -}, which means stdout for files
   */
  public static Path folder(Path output) {
    if (StandardStream.is(output)) {
      throw new IllegalArgumentException("-o must be a folder here: files cannot go to stdout");
    }
    return output;
  }

  /** Writes a file, or stdout for {@code -}; any error is reported as an output error. */
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

  /** Writes a file atomically. */
  public static void write(Path output, byte[] bytes, boolean overwrite) throws IOException {
    write(output, () -> AtomicFile.write(output, bytes, overwrite));
  }

  /**
   * Writes a picture. Pictures are optional: failing to draw one is reported without affecting the
   * rest.
   *
   * @return whether it was written
   */
  public static boolean draw(Path output, Picture picture, boolean overwrite, Streams streams)
      throws IOException {
    try {
      write(output, picture.bytes(), overwrite);
      return true;
    } catch (LinkageError | InternalError | AWTError e) {
      streams
          .err()
          .println(
              "siren: no plot: this Java installation cannot draw ("
                  + e.getMessage()
                  + "); add --no-plot");
      return false;
    }
  }

  /** Draws a picture. */
  @FunctionalInterface
  public interface Picture {
    byte[] bytes() throws IOException;
  }

  /** Writes a file. */
  @FunctionalInterface
  public interface Writing {
    void run() throws IOException;
  }
}
