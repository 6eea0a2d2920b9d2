package org.sirenaudio.cli;

import java.io.IOException;

/** An output that cannot be created; the message says why and what to do. */
final class OutputException extends IOException {
  private static final long serialVersionUID = 1L;

  OutputException(String message) {
    super(message);
  }

  OutputException(String message, Throwable cause) {
    super(message, cause);
  }
}
