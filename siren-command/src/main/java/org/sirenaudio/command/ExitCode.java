package org.sirenaudio.command;

/** What the command ends with, after the conventions of sysexits.h. */
public final class ExitCode {
  public static final int DONE = 0;
  public static final int USAGE = 2;
  public static final int BAD_DATA = 65;
  public static final int NO_INPUT = 66;
  public static final int UNAVAILABLE = 69;
  public static final int CANNOT_FIT = 70;
  public static final int CANNOT_CREATE = 73;
  public static final int IO_ERROR = 74;
  public static final int INTERRUPTED = 130;

  private ExitCode() {}
}
