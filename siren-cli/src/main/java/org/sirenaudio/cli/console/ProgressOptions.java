package org.sirenaudio.cli.console;

import picocli.CommandLine.Option;

/** Progress reporting of long-running commands. */
public final class ProgressOptions {

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      defaultValue = "auto",
      description =
          "auto (a bar on a terminal), bar, json (a line each) or none; on stderr (default:"
              + " ${DEFAULT-VALUE}).")
  private ProgressMode mode = ProgressMode.AUTO;

  public ProgressMode mode(ReportOptions report) {
    return report.quiet() ? ProgressMode.NONE : mode;
  }
}
