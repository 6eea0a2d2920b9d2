package org.sirenaudio.codecs.child;

/** A file that cannot be used, as reported by the child. */
final class RefusedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final byte reply;

  RefusedException(byte reply, String line) {
    super(line);
    this.reply = reply;
  }

  /** One of the {@link Reply} codes. */
  byte reply() {
    return reply;
  }
}
