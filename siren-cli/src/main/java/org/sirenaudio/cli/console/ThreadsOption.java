package org.sirenaudio.cli.console;

import picocli.CommandLine.Option;

/** How many threads a command uses that does not fit. */
public final class ThreadsOption {

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads to use; 0 for one per processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  /** 0 for one per processor. */
  public int count() {
    return threads;
  }
}
