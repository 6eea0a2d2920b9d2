package org.sirenaudio.command;

import java.io.IOException;

/** Ctrl-C ended the command before there was a result; the message says what is kept. */
public final class InterruptedCommandException extends IOException {
  private static final long serialVersionUID = 1L;

  public InterruptedCommandException(String message) {
    super(message);
  }
}
