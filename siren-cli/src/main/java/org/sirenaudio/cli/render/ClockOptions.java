package org.sirenaudio.cli.render;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.Figure;
import org.sirenaudio.time.TimeMap;
import org.sirenaudio.time.TimeMapFile;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** The output clock of renderings. */
public final class ClockOptions {

  @ArgGroup private @Nullable Clock clock;

  /** The clock, in one of two forms. */
  private static final class Clock {
    @Option(
        names = "--speed",
        paramLabel = "FACTOR",
        description =
            "Play FACTOR times as fast, such as 1.000145 to make up for a clock that is 145 "
                + "ppm off; pitch and length change together.")
    private @Nullable Double speed;

    @Option(
        names = "--warp",
        paramLabel = "MAP.csv",
        description =
            "Play along a map: a file of lines OUTPUT_SECONDS,RECORDING_SECONDS, both "
                + "ascending, joined by a monotone cubic and extended by straight lines.")
    private @Nullable Path warp;
  }

  /** The map from the rendering's clock to the recording's; null for the identity. */
  @Nullable TimeMap map() throws IOException {
    if (clock == null) {
      return null;
    }
    if (clock.warp != null) {
      return TimeMapFile.read(clock.warp);
    }
    Double speed = clock.speed;
    if (speed == null || !(speed > 0 && speed <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "--speed must be above 0, such as 1.000145, not "
              + (speed == null ? "none" : Figure.of(speed)));
    }
    return TimeMap.speed(speed);
  }

  /** The input files: a model or recording, and the map if given. */
  List<Path> inputs(Path in) {
    return clock == null || clock.warp == null ? List.of(in) : List.of(in, clock.warp);
  }
}
