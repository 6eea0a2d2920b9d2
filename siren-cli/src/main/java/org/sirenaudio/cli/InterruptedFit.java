package org.sirenaudio.cli;

import java.io.IOException;

/** Work that was broken off by the user before there was anything to keep. */
final class InterruptedFit extends IOException {
  private static final long serialVersionUID = 1L;

  InterruptedFit(String message) {
    super(message);
  }
}
