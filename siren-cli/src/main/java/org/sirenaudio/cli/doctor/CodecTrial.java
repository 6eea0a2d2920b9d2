package org.sirenaudio.cli.doctor;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.codec.SoundCodecs;

/**
 * Tests formats beyond WAV, AIFF and AU by writing and reading a short FLAC file.
 *
 * @param endings extensions that can be written
 * @param problem why they do not work; null if they do
 */
record CodecTrial(List<String> endings, @Nullable String problem) {
  private static final int RATE = 8000;
  private static final String WORKS = "flac";

  static CodecTrial run() {
    List<String> endings =
        SoundCodecs.all().stream()
            .flatMap(codec -> codec.endings().stream())
            .sorted()
            .distinct()
            .toList();
    if (endings.isEmpty()) {
      return new CodecTrial(endings, "the module siren-codecs is not on the class path");
    }
    try {
      Path folder = Files.createTempDirectory("siren-doctor");
      Path file = folder.resolve("trial." + WORKS);
      try {
        Clip.of(RATE, new float[1][RATE / 10]).write(file);
        int frames = Clip.read(file).frames();
        return frames == RATE / 10
            ? new CodecTrial(endings, null)
            : new CodecTrial(endings, frames + " frames were read back of " + RATE / 10);
      } finally {
        Files.deleteIfExists(file);
        Files.delete(folder);
      }
    } catch (IOException e) {
      return new CodecTrial(endings, e.getMessage());
    }
  }

  boolean works() {
    return problem == null;
  }

  Optional<String> trouble() {
    return Optional.ofNullable(problem);
  }
}
