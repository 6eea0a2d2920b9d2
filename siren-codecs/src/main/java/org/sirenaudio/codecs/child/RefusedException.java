package org.sirenaudio.codecs.child;

/** A file that cannot be used, as the child tells it. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final byte reply;

  RefusedException(byte reply, String line) {
    super(line);
    this.reply = reply;
  }

  /** One of the {@link Reply}s. */
  byte reply() {
    return reply;
  }
}
