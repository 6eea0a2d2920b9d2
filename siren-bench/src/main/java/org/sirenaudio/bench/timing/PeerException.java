package org.sirenaudio.bench.timing;

import java.io.Serial;

/** A peer cannot be measured; the message says why and, if helpful, what to do. */
public final class PeerException extends Exception {
  @Serial private static final long serialVersionUID = 1;

  public PeerException(String message) {
    super(message);
  }

  PeerException(String message, Throwable cause) {
    super(message, cause);
  }
}
