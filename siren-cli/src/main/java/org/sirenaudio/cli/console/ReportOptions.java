package org.sirenaudio.cli.console;

import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.function.Supplier;
import picocli.CommandLine.Option;

/** How a command says what it has done: every command mixes these in. */
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

  /** Where what is no result is written: nowhere if quiet is asked for. */
  public PrintStream unlessQuiet(PrintStream usual) {
    return quiet
        ? new PrintStream(OutputStream.nullOutputStream(), false, StandardCharsets.UTF_8)
        : usual;
  }

  /** Prints the results, as JSON if that is asked for, and in words unless quiet is. */
  public void print(PrintStream out, Supplier<String> object, Supplier<String> words) {
    if (json) {
      out.println(object.get());
    } else if (!quiet) {
      out.println(words.get());
    }
  }
}
