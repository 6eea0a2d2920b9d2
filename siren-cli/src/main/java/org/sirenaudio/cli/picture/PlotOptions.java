package org.sirenaudio.cli.picture;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** Whether and where a command draws a picture. */
public final class PlotOptions {

  @ArgGroup private @Nullable Plotting plotting;

  /** One or the other. */
  private static final class Plotting {
    @Option(
        names = "--plot",
        paramLabel = "FILE",
        description = "Draw a plot, as PNG or SVG by the extension of FILE.")
    private @Nullable Path file;

    @Option(names = "--no-plot", description = "Draw no plot.")
    private boolean none;

    @Option(names = "--no-picture", hidden = true, description = "--no-plot")
    private boolean noneByOldName;
  }

  /**
   * The picture's path, or null for none.
   *
   * @param usual the default; null for none
   * @throws IllegalArgumentException if the extension is not supported
   */
  public @Nullable Path file(@Nullable Path usual) {
    if (plotting != null && (plotting.none || plotting.noneByOldName)) {
      return null;
    }
    Path file = plotting == null ? usual : plotting.file;
    if (file != null) {
      PictureFormat.of(file);
    }
    return file;
  }
}
