package org.sirenaudio.error;

import java.io.IOException;

/**
 * Input that exists but cannot be used: a truncated file, a header that contradicts its data,
 * samples that are not finite. The message is one line that says what is wrong, where, and what to
 * do.
 */
public final class BadDataException extends IOException {
  private static final long serialVersionUID = 1L;

  private final boolean salvageable;

  public BadDataException(String message) {
    super(message);
    salvageable = false;
  }

  public BadDataException(String message, Throwable cause) {
    super(message, cause);
    salvageable = false;
  }

  private BadDataException(String message, boolean salvageable) {
    super(message);
    this.salvageable = salvageable;
  }

  /** Of a recording whose header promises more than there is, and of which some could be read. */
  public static BadDataException salvageable(String message) {
    return new BadDataException(message, true);
  }

  /** Whether reading what is there, which its caller can ask for, would cure it. */
  public boolean isSalvageable() {
    return salvageable;
  }
}
