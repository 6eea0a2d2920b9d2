package org.sirenaudio.error;

import java.io.IOException;

/**
 * The thread was interrupted while it worked or waited: an unchecked {@link InterruptedException}.
 * The work was abandoned; the thread's interrupt flag is still set. The cause is an {@link
 * InterruptedException} or the exception of a file that was in use, such as a {@link
 * java.nio.channels.ClosedByInterruptException}.
 */
public final class InterruptedWorkException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** For an interruption of the current thread. */
  public InterruptedWorkException(Exception cause) {
    super("interrupted", cause);
  }

  /**
   * Converts an I/O error to an interruption if this thread is interrupted, since that closes files
   * in use.
   *
   * @return {@code e} itself if the thread is not interrupted
   * @throws InterruptedWorkException if the thread is interrupted
   */
  public static IOException or(IOException e) {
    if (Thread.currentThread().isInterrupted()) {
      throw new InterruptedWorkException(e);
    }
    return e;
  }
}
