package org.sirenaudio.bench;

import picocli.CommandLine.Option;

/** The number of steps of each fit of a command. */
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
