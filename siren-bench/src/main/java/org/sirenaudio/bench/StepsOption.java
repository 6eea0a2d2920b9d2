package org.sirenaudio.bench;

import picocli.CommandLine.Option;

/** How many steps each fit of a command takes. */
final class StepsOption {

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Steps of each fit (default: ${DEFAULT-VALUE}).")
  private int steps;

  StepsOption(int usual) {
    steps = usual;
  }

  int steps() {
    return steps;
  }
}
