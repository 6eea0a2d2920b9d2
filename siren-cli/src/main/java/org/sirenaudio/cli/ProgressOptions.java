package org.sirenaudio.cli;

import picocli.CommandLine.Option;

/** How a command that takes its time tells how far it is. */
final class ProgressOptions {

  @Option(
      names = "--progress",
      paramLabel = "MODE",
      description = "auto (a bar on a terminal), bar, json (a line each) or none; on stderr.")
  private ProgressMode mode = ProgressMode.AUTO;

  @Option(
      names = {"-q", "--quiet"},
      description = "No progress and no summary.")
  private boolean quiet;

  ProgressMode mode() {
    return quiet ? ProgressMode.NONE : mode;
  }

  boolean quiet() {
    return quiet;
  }
}
