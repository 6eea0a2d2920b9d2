package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HexFormat;
import java.util.Locale;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleConsumer;
import org.sirenaudio.cli.console.StandardStream;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.command.OutputException;
import org.sirenaudio.fit.config.Checkpoints;
import picocli.CommandLine.Option;

/** What a fit leaves beside its output while it works, so that it can go on when it is killed. */
public final class CheckpointOptions {

  @Option(
      names = "--checkpoint",
      paramLabel = "S",
      description =
          "Save a fit that takes longer every S seconds (10) in OUTPUT.part, a folder that goes away"
              + " when the fit ends; the same command goes on from there. 0 for not.")
  private double everySeconds = 10;

  /**
   * The checkpoints of a fit.
   *
   * @param output what the fit writes, or {@code -}
   * @param discard whether those of another fit may be replaced
   */
  public Checkpoints.Folder of(Path output, boolean discard) throws IOException {
    if (StandardStream.is(output)) {
      String name = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
      Path folder = Path.of(System.getProperty("java.io.tmpdir"), "siren-" + name + ".part");
      return Checkpoints.in(folder).every(0);
    }
    Path folder = output.resolveSibling(output.getFileName() + ".part");
    if (Files.exists(folder) && !Files.isDirectory(folder)) {
      throw new OutputException(folder + ": is in the way of the fit's checkpoints; move it");
    }
    Checkpoints.Folder checkpoints = Checkpoints.in(folder).every(everySeconds);
    return discard ? checkpoints.discarding() : checkpoints;
  }

  /** Says that a fit is resumed. */
  public static DoubleConsumer resumed(Path output, boolean quiet, Streams streams) {
    return seconds -> {
      if (!quiet) {
        streams
            .err()
            .printf(
                Locale.ROOT,
                "siren: going on from %s, after %.1f s of fitting%n",
                output.resolveSibling(output.getFileName() + ".part"),
                seconds);
      }
    };
  }
}
