package org.sirenaudio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Objects;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipSource;

/** The name {@code -}: stdin where something is read, stdout where something is written. */
final class Standard {

  private static final String STDIN = "stdin";

  private Standard() {}

  static boolean is(Path path) {
    return path.toString().equals("-");
  }

  /** An input's name to show, and to name files after. */
  static String name(Path input) {
    return is(input) ? STDIN : Objects.toString(input.getFileName(), "clip");
  }

  /** Opens a recording in a file, or reads it from stdin. */
  static ClipSource open(Path input, Streams streams) throws IOException {
    return is(input) ? ClipSource.read(streams.in(), STDIN) : ClipSource.open(input);
  }

  /** A recording, all of it in memory. */
  static Clip read(Path input, Streams streams) throws IOException {
    ClipSource source = open(input, streams);
    return source.slice(0, source.frames());
  }
}
