package org.sirenaudio.cli.console;

import java.nio.file.Path;
import java.util.Objects;

/** The name {@code -}: stdin where something is read, stdout where something is written. */
public final class StandardStream {

  private static final String STDIN = "stdin";

  private StandardStream() {}

  public static boolean is(Path path) {
    return path.toString().equals("-");
  }

  /** An input's name to show, and to name files after. */
  public static String name(Path input) {
    return is(input) ? STDIN : Objects.toString(input.getFileName(), "clip");
  }
}
