package org.sirenaudio.command;

import java.io.FileNotFoundException;
import java.io.IOException;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.corpus.StoreException;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.FitException;
import org.sirenaudio.error.InterruptedWorkException;
import org.sirenaudio.error.MissingPartException;
import picocli.CommandLine.ParameterException;

/**
 * An error as shown to the user: one line that says what, where and what to do, and an exit code.
 *
 * @param code one of {@link ExitCode}
 * @param line without the program's name
 */
public record Failure(int code, String line) {

  /** The failure for an exception. */
  public static Failure of(Throwable e) {
    String message = Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    return switch (e) {
      case ParameterException usage -> new Failure(ExitCode.USAGE, UsageText.of(usage));
      case OutputException output -> new Failure(ExitCode.CANNOT_CREATE, message);
      case StoreException store -> new Failure(ExitCode.CANNOT_CREATE, message);
      case InterruptedCommandException interrupted -> new Failure(ExitCode.INTERRUPTED, message);
      case BadDataException bad when bad.isSalvageable() ->
          new Failure(ExitCode.BAD_DATA, message + " with --salvage");
      case BadDataException bad -> new Failure(ExitCode.BAD_DATA, message);
      case MissingPartException missing -> new Failure(ExitCode.UNAVAILABLE, message);
      case FitException fit -> new Failure(ExitCode.CANNOT_FIT, message);
      case UncheckedIOException unchecked -> of(Objects.requireNonNull(unchecked.getCause()));
      case FileAlreadyExistsException exists ->
          new Failure(ExitCode.CANNOT_CREATE, reason(exists, "exists; add -y to replace it"));
      case NoSuchFileException missing ->
          new Failure(ExitCode.NO_INPUT, reason(missing, "no such file; check the path"));
      case FileNotFoundException missing -> new Failure(ExitCode.NO_INPUT, message);
      case AccessDeniedException denied ->
          new Failure(ExitCode.NO_INPUT, reason(denied, "permission denied"));
      case FileSystemException system ->
          new Failure(ExitCode.IO_ERROR, reason(system, "I/O error"));
      case IOException io -> new Failure(ExitCode.IO_ERROR, message);
      case InvalidPathException name ->
          new Failure(
              ExitCode.USAGE,
              name.getInput()
                  + ": the name cannot be encoded in this locale; set LC_ALL=C.UTF-8, or name the"
                  + " outputs yourself");
      case InterruptedWorkException work -> new Failure(ExitCode.INTERRUPTED, message);
      case IllegalArgumentException argument -> new Failure(ExitCode.USAGE, message);
      case OutOfMemoryError memory ->
          new Failure(
              ExitCode.UNAVAILABLE,
              "out of memory; allow more with SIREN_JAVA_OPTS=-Xmx8g, or work on a part of the"
                  + " clip");
      default ->
          new Failure(
              ExitCode.IO_ERROR,
              "unexpected " + e.getClass().getSimpleName() + ": " + message + "; see --debug");
    };
  }

  private static String reason(FileSystemException e, String otherwise) {
    String reason = e.getReason() == null || e.getReason().isEmpty() ? otherwise : e.getReason();
    return e.getFile() + ": " + reason;
  }

  /** Prints the line, and the stack trace if requested. */
  public int report(PrintStream err, @Nullable Throwable trace) {
    err.println("siren: " + line.strip().replaceAll("\\s*\\R\\s*", " "));
    if (trace != null) {
      trace.printStackTrace(err);
    }
    return code;
  }
}
