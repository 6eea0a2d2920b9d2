package org.sirenaudio.codecs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The folder into which FFmpeg's libraries are unpacked, since the system cannot load them from a
 * jar: the user's cache, or a temporary folder that is deleted with this process.
 */
final class LibraryCache {

  private static @Nullable Path folder;

  private LibraryCache() {}

  static synchronized Path folder() throws IOException {
    Path known = folder;
    if (known == null || !Files.isWritable(known)) {
      known = first();
      folder = known;
    }
    return known;
  }

  private static Path first() throws IOException {
    for (Path place : places()) {
      try {
        Path made = Files.createDirectories(place);
        if (Files.isWritable(made)) {
          return made;
        }
      } catch (IOException e) {
        // Try the next one.
      }
    }
    Path temporary = Files.createTempDirectory("siren-ffmpeg-");
    Runtime.getRuntime().addShutdownHook(new Thread(() -> delete(temporary)));
    return temporary;
  }

  private static List<Path> places() {
    String cache = System.getenv("XDG_CACHE_HOME");
    String home = System.getenv("HOME");
    return Stream.of(cache, home == null ? null : home + "/.cache")
        .filter(place -> place != null && place.startsWith("/"))
        .map(place -> Path.of(place, "siren", "ffmpeg"))
        .toList();
  }

  private static void delete(Path folder) {
    try (Stream<Path> all = Files.walk(folder)) {
      all.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      // It is among temporary files.
    }
  }
}
