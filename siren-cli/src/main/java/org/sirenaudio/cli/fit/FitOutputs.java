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
 * The output files of a command that fits. Existing ones are replaced only with the user's consent
 * or if written by an interrupted run of the same command.
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

  /** Adds a file, unless null. */
  public FitOutputs with(String content, @Nullable Path file) {
    if (file != null) {
      files.put(content, file);
    }
    return this;
  }

  /**
   * Rejects unwritable outputs before time is spent on a fit.
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

  /** The files by content, in writing order. */
  public Map<String, Path> files() {
    return files;
  }

  public Collection<Path> paths() {
    return files.values();
  }

  /** Records that files have been written, so that a resumed fit may replace them. */
  public void record() throws IOException {
    leftovers.record(files.values());
  }

  /**
   * Draws the picture, if requested.
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

  /** Prints how to resume an interrupted fit, or deletes the checkpoints of a completed one. */
  public void end(FitSession session) throws IOException {
    leftovers.end(session, files.values(), streams);
  }
}
