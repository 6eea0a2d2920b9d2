package org.sirenaudio.cli.console;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.Gaps;

/** The name {@code -}: stdin where something is read, stdout where something is written. */
public final class StandardStream {

  private static final String STDIN = "stdin";

  private StandardStream() {}

  public static boolean is(Path path) {
    return path.toString().equals("-");
  }

  /** An input's name to show, and to name files after. */
  public static String name(Path input) {
    return is(input) ? STDIN : Objects.toString(input.getFileName(), "clip");
  }

  /** Opens a recording in a file, or reads it from stdin. */
  public static ClipSource open(Path input, Streams streams) throws IOException {
    return open(input, streams, Gaps.none());
  }

  /** The same, with gaps in which samples need not be finite. */
  public static ClipSource open(Path input, Streams streams, Gaps gaps) throws IOException {
    return is(input) ? ClipSource.read(streams.in(), STDIN, gaps) : ClipSource.open(input, gaps);
  }

  /** A recording, all of it in memory. */
  public static Clip read(Path input, Streams streams) throws IOException {
    ClipSource source = open(input, streams);
    return source.slice(0, source.frames());
  }
}
