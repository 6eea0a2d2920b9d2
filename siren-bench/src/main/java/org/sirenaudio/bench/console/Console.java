package org.sirenaudio.bench.console;

/** What a command tells its caller. */
public final class Console {

  /** The exit code if some measurements failed. */
  public static final int FAILED = 1;

  private Console() {}

  /** Reports a status message. */
  public static void say(String what) {
    System.err.println("siren: " + what);
  }
}
