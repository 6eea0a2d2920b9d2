package org.sirenaudio.cli.console;

import picocli.CommandLine.Option;

/** How a command that takes its time tells how far it is. */
public final class ProgressOptions {

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      description = "auto (a bar on a terminal), bar, json (a line each) or none; on stderr.")
  private ProgressMode mode = ProgressMode.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summary.")
  private boolean quiet;

  public ProgressMode mode() {
    return quiet ? ProgressMode.NONE : mode;
  }

  public boolean quiet() {
    return quiet;
  }
}
