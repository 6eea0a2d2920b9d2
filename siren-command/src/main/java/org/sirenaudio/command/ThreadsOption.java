package org.sirenaudio.command;

import picocli.CommandLine.Option;

/** How many threads a command uses that does not fit. */
public final class ThreadsOption {

  @Option(
      names = FitOptions.THREADS,
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of threads; 0 for one per processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  /**
   * How many, one per processor unless some are given.
   *
   * @throws IllegalArgumentException if that is below 0
   */
  public int count() {
    if (threads < 0) {
      throw new IllegalArgumentException("--threads must be at least 0, not " + threads);
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
