package org.sirenaudio.codecs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Makes files to be read. */
enum Maker {
  /** The ffmpeg program of the build whose libraries are used. */
  OWN_FFMPEG(""),
  /** An ffmpeg of another origin, which also has encoders that the build has not. */
  INSTALLED_FFMPEG("/usr/bin/ffmpeg"),
  /** The reference encoder of FLAC. */
  INSTALLED_FLAC("/usr/bin/flac");

  private final String program;

  Maker(String program) {
    this.program = program;
  }

  boolean isThere() {
    return program.isEmpty() || Files.isExecutable(Path.of(program));
  }

  /** Runs it in the folder. */
  void run(Media media, String... words) throws IOException, InterruptedException {
    if (program.isEmpty()) {
      media.ffmpeg(words);
    } else {
      media.run(program, words);
    }
  }

  /** The words that make one file of another. */
  String[] words(String in, String options, String out) {
    return (this == INSTALLED_FLAC
            ? "%s -s -f --channel-map=none -o %s %s".formatted(options, out, in)
            : "-i %s %s %s".formatted(in, options, out))
        .split(" ");
  }
}
