package org.sirenaudio.command;

import picocli.CommandLine.Option;

/** The number of threads of commands that do not fit. */
public final class ThreadsOption {

  @Option(
      names = FitOptions.THREADS,
      paramLabel = "N",
      defaultValue = "0",
      description = "Number of threads; 0 for one per processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  /**
   * The number of threads, by default one per processor.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public int count() {
    if (threads < 0) {
      throw new IllegalArgumentException("--threads must be at least 0, not " + threads);
    }
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }
}
