package org.sirenaudio.cli;

/** What the command ends with, after the conventions of sysexits.h. */
final class ExitCode {
  static final int DONE = 0;
  static final int USAGE = 2;
  static final int BAD_DATA = 65;
  static final int NO_INPUT = 66;
  static final int UNAVAILABLE = 69;
  static final int CANNOT_FIT = 70;
  static final int CANNOT_CREATE = 73;
  static final int IO_ERROR = 74;
  static final int INTERRUPTED = 130;

  private ExitCode() {}
}
