package org.sirenaudio.cli.fit;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.cli.console.Outputs;
import org.sirenaudio.cli.console.Streams;
import org.sirenaudio.cli.picture.PictureFormat;

/**
 * The files that a command with a fit writes, by what is in them. Those that exist are replaced
 * only if the user wants that or an interrupted fit of the same command has written them.
 */
public final class FitOutputs {

  public static final String MODEL = "model";
  public static final String RENDERING = "rendering";
  public static final String PLOT = "plot";

  private final Map<String, Path> files = new LinkedHashMap<>();
  private final Leftovers leftovers;
  private final boolean overwrite;
  private final Streams streams;

  /**
   * @param overwrite whether any file may be replaced
   */
  public FitOutputs(Leftovers leftovers, boolean overwrite, Streams streams) {
    this.leftovers = leftovers;
    this.overwrite = overwrite;
    this.streams = streams;
  }

  /** Adds a file, unless there is to be none. */
  public FitOutputs with(String content, @Nullable Path file) {
    if (file != null) {
      files.put(content, file);
    }
    return this;
  }

  /**
   * Refuses what cannot be written, before the fit would be in vain.
   *
   * @param input of the command, which no output may replace
   */
  public FitOutputs checked(Path input) throws IOException {
    Outputs.check(List.of(input), files.values(), this::replaceable);
    return this;
  }

  public boolean replaceable(Path file) {
    return overwrite || leftovers.wrote(file);
  }

  Leftovers leftovers() {
    return leftovers;
  }

  /** The files by what is in them, in the order of their writing. */
  public Map<String, Path> files() {
    return files;
  }

  public Collection<Path> paths() {
    return files.values();
  }

  /** Notes that files have been written, so that the fit may replace them when it is resumed. */
  public void record() throws IOException {
    leftovers.record(files.values());
  }

  /**
   * Draws the picture, if one is wanted.
   *
   * @param name of the recording
   */
  public void draw(FitSession session, String name, GridRendering rendering, int threads)
      throws IOException {
    Path plot = files.get(PLOT);
    if (plot == null) {
      return;
    }
    ClipSource rendered = rendering.sound(session.model(), threads);
    Outputs.Picture picture = () -> session.picture(name, rendered, PictureFormat.of(plot));
    if (!Outputs.draw(plot, picture, replaceable(plot), streams)) {
      files.remove(PLOT);
    }
  }

  /** Says how to resume an interrupted fit, or deletes what is no longer needed of a whole one. */
  public void end(FitSession session) throws IOException {
    leftovers.end(session, files.values(), streams);
  }
}
