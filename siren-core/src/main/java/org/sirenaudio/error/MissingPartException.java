package org.sirenaudio.error;

import java.io.IOException;

/**
 * A part of the program that is needed is not there; the message is one line that says what to add.
 */
public final class MissingPartException extends IOException {
  private static final long serialVersionUID = 1L;

  /** Says in one line what is missing and how to add it. */
  public MissingPartException(String message) {
    super(message);
  }
}
