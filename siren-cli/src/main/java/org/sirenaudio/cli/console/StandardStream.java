package org.sirenaudio.cli.console;

import java.nio.file.Path;
import java.util.Objects;

/** The name {@code -}: stdin for inputs, stdout for outputs. */
public final class StandardStream {

  private static final String STDIN = "stdin";

  private StandardStream() {}

  public static boolean is(Path path) {
    return path.toString().equals("-");
  }

  /** An input's name for display and for naming outputs. */
  public static String name(Path input) {
    return is(input) ? STDIN : Objects.toString(input.getFileName(), "clip");
  }
}
