package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.concurrent.ThreadLocalRandom;
import org.sirenaudio.cli.console.ReportOptions;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.command.OutputException;
import org.sirenaudio.fit.config.Checkpoints;
import picocli.CommandLine.Option;

/** The checkpoints of a fit. */
public final class CheckpointOptions {

  @Option(
      names = "--checkpoint",
      paramLabel = "S",
      defaultValue = "10",
      description =
          "Save the state of a fit every S seconds in OUTPUT.part, a folder that is "
              + "deleted when the fit ends; rerun the same command to resume. 0 disables this "
              + "(default: ${DEFAULT-VALUE}).")
  private double everySeconds;

  @Option(
      names = "--restart",
      description = "Discard the checkpoints of an interrupted fit, and start over.")
  private boolean restart;

  /**
   * An interrupted fit's checkpoints, and where to save this one's.
   *
   * @param output what the fit writes, or {@code -}
   * @param report whether to announce resuming
   */
  public Leftovers of(Path output, ReportOptions report) throws IOException {
    if (StandardStream.is(output)) {
      String name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Path folder = Path.of(System.getProperty("java.io.tmpdir"), "siren-" + name + ".part");
      return Leftovers.of(Checkpoints.in(folder).every(0), restart, true);
    }
    Path folder = output.resolveSibling(output.getFileName() + ".part");
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputException(
          folder + ": is needed for the fit's checkpoints but is not a folder; move it");
    }
    return Leftovers.of(Checkpoints.in(folder).every(everySeconds), restart, report.quiet());
  }
}
