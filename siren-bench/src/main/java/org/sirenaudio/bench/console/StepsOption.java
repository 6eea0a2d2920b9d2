package org.sirenaudio.bench.console;

import picocli.CommandLine.Option;

/** The number of steps of each fit of a command. */
public final class StepsOption {

  @Option(
      names = "--steps",
      paramLabel = "N",
      converter = PositiveInteger.class,
      description = "Steps of each fit (default: ${DEFAULT-VALUE}).")
  private int steps;

  public StepsOption(int usual) {
    steps = usual;
  }

  public int steps() {
    return steps;
  }
}
