package org.sirenaudio.error;

import java.io.IOException;

/**
 * Input that exists but cannot be used: a truncated file, a header that contradicts its data,
 * samples that are not finite. The message is one line that says what is wrong, where, and what to
 * do.
 */
public final class BadDataException extends IOException {
  private static final long serialVersionUID = 1L;

  public BadDataException(String message) {
    super(message);
  }

  public BadDataException(String message, Throwable cause) {
    super(message, cause);
  }
}
