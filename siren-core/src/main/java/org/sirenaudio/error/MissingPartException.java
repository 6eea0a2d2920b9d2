package org.sirenaudio.error;

import java.io.IOException;

/** A required component is not installed; the one-line message says what to add. */
public final class MissingPartException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says in one line what is missing and how to add it. */
  public MissingPartException(String message) {
    super(message);
  }
}
