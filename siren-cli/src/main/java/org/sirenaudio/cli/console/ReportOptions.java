package org.sirenaudio.cli.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** Result reporting: a mix-in of every command. */
public final class ReportOptions {

  @Option(names = "--json", description = "Print the results as one JSON object.")
  private boolean json;

  @Option(
      names = {"-q", "--quiet"},
      description = "Print no progress and no summary.")
  private boolean quiet;

  public boolean json() {
    return json;
  }

  public boolean quiet() {
    return quiet;
  }

  /** The stream for everything but results; discards if quiet. */
  public PrintStream unlessQuiet(PrintStream usual) {
    return quiet
        ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
        : usual;
  }

  /** Prints the results: as JSON if requested, else as text unless quiet. */
  public void print(PrintStream out, Supplier<String> object, Supplier<String> words) {
    if (json) {
      out.println(object.get());
    } else if (!quiet) {
      out.println(words.get());
    }
  }
}
