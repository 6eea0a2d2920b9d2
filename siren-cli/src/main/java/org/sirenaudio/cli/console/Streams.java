package org.sirenaudio.cli.console;

import java.io.Console;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * Where a command reads from and writes to: results on {@code out}, everything else on {@code err}.
 *
 * @param terminal whether {@code err} is a terminal, so that a progress bar may move there
 */
public record Streams(InputStream in, PrintStream out, PrintStream err, boolean terminal) {

  /**
   * Set by the launcher to whether stderr is a terminal: Java itself knows only whether stdin and
   * stdout both are.
   */
  private static final String TERMINAL = "siren.terminal";

  public static Streams ofProcess() {
    PrintStream out =
        new PrintStream(new FileOutputStream(FileDescriptor.out), true, StandardCharsets.UTF_8);
    PrintStream err =
        new PrintStream(new FileOutputStream(FileDescriptor.err), true, StandardCharsets.UTF_8);
    boolean terminal =
        System.getenv("TERM") != null
            && !"dumb".equals(System.getenv("TERM"))
            && (System.getProperty(TERMINAL) != null
                ? Boolean.getBoolean(TERMINAL)
                : Optional.ofNullable(System.console()).filter(Console::isTerminal).isPresent());
    return new Streams(System.in, out, err, terminal);
  }

  public PrintWriter outWriter() {
    return new PrintWriter(out, true, StandardCharsets.UTF_8);
  }

  public PrintWriter errWriter() {
    return new PrintWriter(err, true, StandardCharsets.UTF_8);
  }

  /**
   * Whether something could not be written to {@code out}: its reader is gone or its disk is full.
   */
  public boolean failed() {
    return out.checkError();
  }
}
