package org.sirenaudio.bench.console;

import picocli.CommandLine.Option;

/** How many times a command kills its subject. */
public final class KillsOption {

  @Option(
      names = "--kills",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Number of fits to kill (default: ${DEFAULT-VALUE}).")
  private int kills = 50;

  public int kills() {
    return kills;
  }
}
