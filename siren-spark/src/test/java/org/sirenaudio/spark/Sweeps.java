package org.sirenaudio.spark;

import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.sweep.SweepOptions;
import org.sirenaudio.command.sweep.SweepPlan;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** The combinations of a command line. */
@Command
final class Sweeps {
  @Mixin private SweepOptions sweep = new SweepOptions();
  @Mixin private FitOptions options = new FitOptions();

  private Sweeps() {}

  static SweepPlan plan(String... words) {
    Sweeps sweeps = new Sweeps();
    CommandLine line = new CommandLine(sweeps).setCaseInsensitiveEnumValuesAllowed(true);
    return sweeps.sweep.plan(line.parseArgs(words), sweeps.options);
  }
}
