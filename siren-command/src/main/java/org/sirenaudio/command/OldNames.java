package org.sirenaudio.command;

import java.io.PrintStream;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/**
 * Names that options had in earlier versions. They go on working, as hidden options whose
 * description is what to type now; whoever uses one is told so in a line.
 */
public final class OldNames {

  private OldNames() {}

  /** Prints a line for each old name on a command line. */
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
