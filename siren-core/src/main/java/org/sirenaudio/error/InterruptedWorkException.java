package org.sirenaudio.error;

import java.io.IOException;

/**
 * The thread was interrupted while it worked or waited: what an {@link InterruptedException} says,
 * where methods do not declare one. The work was given up; the thread is still marked as
 * interrupted. The cause is what told so: an {@link InterruptedException}, or what became of a file
 * that was in use, such as a {@link java.nio.channels.ClosedByInterruptException}.
 */
public final class InterruptedWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Stands for an interruption of the calling thread. */
  public InterruptedWorkException(Exception cause) {
    super("interrupted", cause);
  }

  /**
   * What reading or writing came to: an interrupt, if this thread is interrupted, since that closes
   * a file that is in use.
   *
   * @return {@code e} itself where the thread is not interrupted
   */
  public static IOException or(IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedWorkException(e);
    }
    return e;
  }
}
