package org.sirenaudio.error;

/**
 * A fit that could not be brought to a result; the message is one line that says why and what to
 * try.
 */
public final class FitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public FitException(String message) {
    super(message);
  }
}
