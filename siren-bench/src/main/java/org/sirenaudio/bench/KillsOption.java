package org.sirenaudio.bench;

import picocli.CommandLine.Option;

/** How many times a command kills its subject. */
final class KillsOption {

  @Option(
      names = "--kills",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of fits to kill (default: ${DEFAULT-VALUE}).")
  private int kills = 50;

  int kills() {
    return kills;
  }
}
