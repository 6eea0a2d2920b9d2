package org.sirenaudio.error;

/**
 * A fit that could not be brought to a result; the message is one line that says why and what to
 * try.
 */
public final class FitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean keepable;

  /** Says why there is no usable result, and what to change. */
  public FitException(String message) {
    this(message, false);
  }

  private FitException(String message, boolean keepable) {
    super(message);
    this.keepable = keepable;
  }

  /** A fit that came to an end, but is no better than silence. */
  public static FitException learnedNothing(String message) {
    return new FitException(message, true);
  }

  /** The same, with some more to its message. */
  public FitException with(String more) {
    FitException longer = new FitException(getMessage() + more, keepable);
    longer.initCause(this);
    return longer;
  }

  /** Whether there is a model all the same, for who wants to study it. */
  public boolean keepable() {
    return keepable;
  }
}
