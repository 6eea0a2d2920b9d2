package org.sirenaudio.command;

import java.io.PrintStream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Option names of earlier versions. They still work, as hidden options whose description is the
 * current name; using one prints a notice.
 */
public final class OldNames {

  private OldNames() {}

  /** Prints a notice for each old name on a command line. */
  public static void tell(ParseResult line, PrintStream err) {
    for (ParseResult command :
        line.asCommandLineList().stream().map(c -> c.getParseResult()).toList()) {
      for (OptionSpec option : command.matchedOptions()) {
        if (option.hidden()) {
          err.printf("siren: %s is now %s%n", option.longestName(), option.description()[0]);
        }
      }
    }
  }
}
