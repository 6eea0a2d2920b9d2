package org.sirenaudio.bench;

import picocli.CommandLine.Option;

/** How often a command kills what it watches. */
final class KillsOption {

  @Option(
      names = "--kills",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "How many fits to kill (default: ${DEFAULT-VALUE}).")
  private int kills = 50;

  int kills() {
    return kills;
  }
}
