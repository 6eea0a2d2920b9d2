package org.sirenaudio.studio;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.audio.ReadOptions;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.error.Figure;
import org.sirenaudio.io.AtomicFile;

/**
 * Uploaded recordings. Each is streamed to a file named by the server; the name sent by the page is
 * stored as text in a separate file, and never part of a path.
 */
final class Uploads {
  /** Of any format, recognised by content. */
  private static final String SOUND = ".sound";

  private static final String NAME = ".name";
  private static final Pattern OURS = Pattern.compile("[0-9a-f]{16}");
  private static final int BUFFER = 1 << 16;
  private static final int LONGEST_NAME = 120;

  private final Path folder;
  private final long mostBytes;

  Uploads(Path folder, long mostBytes) throws IOException {
    this.folder = folder;
    this.mostBytes = mostBytes;
    Files.createDirectories(folder);
    // Partial files left by a killed studio.
    AtomicFile.deleteLeftovers(folder, Instant.MAX);
    for (Path name : endingIn(NAME)) {
      if (!Files.exists(sibling(name, NAME, SOUND))) {
        Files.delete(name);
      }
    }
  }

  /**
   * Receives a recording.
   *
   * @param name for display
   * @param length declared by the request, -1 if absent
   */
  Item add(InputStream in, String name, long length) throws IOException {
    if (length > mostBytes) {
      throw tooLarge();
    }
    String id = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextLong());
    Path path = folder.resolve(id + SOUND);
    try (AtomicFile file = AtomicFile.create(path, false)) {
      copy(in, file.stream());
      check(file.path(), shown(name));
      AtomicFile.write(
          folder.resolve(id + NAME), shown(name).getBytes(StandardCharsets.UTF_8), false);
      file.commit();
    } catch (IOException | RuntimeException e) {
      Files.deleteIfExists(folder.resolve(id + NAME));
      throw e;
    }
    return item(path);
  }

  private void copy(InputStream in, OutputStream out) throws IOException {
    byte[] buffer = new byte[BUFFER];
    long total = 0;
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      total += n;
      if (total > mostBytes) {
        throw tooLarge();
      }
      out.write(buffer, 0, n);
    }
    out.flush();
  }

  private Refusal tooLarge() {
    return new Refusal(
        413,
        "the recording is larger than %s; raise the limit with --max-upload"
            .formatted(Figure.count(mostBytes, "byte")));
  }

  private static void check(Path path, String name) throws IOException {
    try {
      ClipSource.open(path, name, ReadOptions.STRICT);
    } catch (BadDataException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /** A name without path separators or line breaks. */
  private static String shown(String name) {
    String last = name.substring(Math.max(name.lastIndexOf('/'), name.lastIndexOf('\\')) + 1);
    String clean = last.replaceAll("\\p{Cntrl}", "").strip();
    String safe = clean.isEmpty() ? "recording" : clean;
    return safe.substring(0, Math.min(safe.length(), LONGEST_NAME));
  }

  /** All uploads, latest first. */
  List<Item> items() throws IOException {
    List<Item> all = new ArrayList<>();
    for (Path sound : endingIn(SOUND)) {
      if (Files.exists(named(sound))) {
        all.add(item(sound));
      }
    }
    all.sort(Comparator.comparingLong((Item item) -> time(item.path())).reversed());
    return all;
  }

  private List<Path> endingIn(String ending) throws IOException {
    try (Stream<Path> paths = Files.list(folder)) {
      return paths.filter(path -> path.toString().endsWith(ending)).toList();
    }
  }

  /** An upload by id, if it exists. */
  Optional<Item> item(String id) throws IOException {
    Path path = folder.resolve(id + SOUND);
    return OURS.matcher(id).matches() && Files.exists(path) && Files.exists(named(path))
        ? Optional.of(item(path))
        : Optional.empty();
  }

  private static Item item(Path path) throws IOException {
    String file = String.valueOf(path.getFileName());
    String id = file.substring(0, file.length() - SOUND.length());
    return new Item(id, Item.Kind.RECORDING, Files.readString(named(path)), path, Files.size(path));
  }

  private static Path named(Path sound) {
    return sibling(sound, SOUND, NAME);
  }

  private static Path sibling(Path path, String ending, String other) {
    String file = String.valueOf(path.getFileName());
    return path.resolveSibling(file.substring(0, file.length() - ending.length()) + other);
  }

  private static long time(Path path) {
    try {
      return Files.getLastModifiedTime(path).toMillis();
    } catch (IOException e) {
      return 0;
    }
  }
}
