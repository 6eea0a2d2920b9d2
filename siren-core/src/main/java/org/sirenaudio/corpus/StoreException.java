package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.NoSuchFileException;
import java.util.Objects;

/** Results that cannot be written or read back, or a recording whose reading should be retried. */
public final class StoreException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Names the file, the operation that failed, and the cause. */
  public StoreException(String message, Throwable cause) {
    super(message, cause);
  }

  /** Reports that a file cannot be written, why, and what to do. */
  static StoreException cannotWrite(String file, IOException cause) {
    return cause instanceof StoreException already
        ? already
        : new StoreException(
            file + ": cannot be written: " + reason(cause) + "; " + advice(cause), cause);
  }

  private static String advice(IOException e) {
    return (e instanceof FileSystemException ? "fix this" : "make room") + ", then run this again";
  }

  /** The cause, without the file's name. */
  static String reason(IOException e) {
    return switch (e) {
      case FileSystemException system when system.getReason() != null -> system.getReason();
      case AccessDeniedException denied -> "permission denied";
      case NoSuchFileException missing -> "no such file or folder";
      default -> Objects.requireNonNullElse(e.getMessage(), e.getClass().getSimpleName());
    };
  }
}
