package org.sirenaudio.error;

/** A fit without a usable result; the one-line message says why and what to try. */
public final class FitException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final boolean keepable;

  /** Says why there is no usable result and what to change. */
  public FitException(String message) {
    this(message, false);
  }

  private FitException(String message, boolean keepable) {
    super(message);
    this.keepable = keepable;
  }

  /** A completed fit that is no better than silence. */
  public static FitException learnedNothing(String message) {
    return new FitException(message, true);
  }

  /** As above, with a hint appended to the message. */
  public FitException with(String more) {
    FitException longer = new FitException(getMessage() + more, keepable);
    longer.initCause(this);
    return longer;
  }

  /** Whether a model exists nevertheless, for study. */
  public boolean keepable() {
    return keepable;
  }
}
