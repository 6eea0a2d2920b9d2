package org.sirenaudio.command;

import java.io.IOException;

/** An output that cannot be created; the message says why and what to do. */
public final class OutputException extends IOException {
  private static final long serialVersionUID = 1L;

  public OutputException(String message) {
    super(message);
  }

  public OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
