package org.sirenaudio.studio;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.io.Hashes;

/**
 * What may be opened: the given file, or the contents of the given folder and its subfolders, and
 * uploads. Requests refer to items of this list, never to paths.
 */
final class Library {
  private static final int MOST_ITEMS = 5_000;
  private static final int DEEPEST = 8;

  private final Optional<Path> given;
  private final Uploads uploads;

  /** Paths of the items found below the folder by a listing, by id. */
  private final Map<String, Path> places = new ConcurrentHashMap<>();

  /**
   * @throws BadDataException if the argument is neither a folder nor a file of a known type
   */
  Library(Optional<Path> given, Uploads uploads) throws IOException {
    this.given = given.isPresent() ? Optional.of(real(given.get())) : Optional.empty();
    this.uploads = uploads;
    if (this.given.isPresent()
        && !Files.isDirectory(this.given.get())
        && Item.Kind.of(this.given.get()) == Item.Kind.OTHER) {
      throw new BadDataException(
          "%s: is neither a folder, nor a recording, nor a model".formatted(given.get()));
    }
  }

  private static Path real(Path path) throws IOException {
    if (!Files.exists(path)) {
      throw new NoSuchFileException(path.toString());
    }
    return path.toRealPath();
  }

  /** The given file, if it was one. */
  Optional<Item> first() throws IOException {
    return given.isPresent() && !Files.isDirectory(given.get())
        ? Optional.of(
            item(
                new Found(given.get(), kind(given.get())),
                String.valueOf(given.get().getFileName())))
        : Optional.empty();
  }

  /** All items, those of the folder by name, then the uploads. */
  List<Item> items() throws IOException {
    List<Item> all = new ArrayList<>();
    Optional<Item> first = first();
    first.ifPresent(all::add);
    if (first.isEmpty() && given.isPresent()) {
      all.addAll(below(given.get()));
    }
    all.addAll(uploads.items());
    return all;
  }

  /** An item by id and type. */
  Item get(String id, Item.Kind kind) throws IOException {
    return known(id)
        .filter(item -> item.kind() == kind)
        .orElseThrow(() -> Refusal.notFound("no such " + kind.name().toLowerCase(Locale.ROOT)));
  }

  private Optional<Item> known(String id) throws IOException {
    Optional<Item> upload = uploads.item(id);
    if (upload.isPresent() || given.isEmpty()) {
      return upload;
    }
    Optional<Item> first = first();
    if (first.isPresent()) {
      return first.filter(item -> item.id().equals(id));
    }
    if (!places.containsKey(id)) {
      // A page from before this studio's start may ask for items not yet listed.
      below(given.get());
    }
    Path path = places.get(id);
    if (path == null) {
      return Optional.empty();
    }
    Found found = new Found(path, kind(path));
    return found.kind() != Item.Kind.OTHER && inside(given.get(), found)
        ? Optional.of(item(found, name(given.get(), path)))
        : Optional.empty();
  }

  /** A path and its type. */
  private record Found(Path path, Item.Kind kind) {}

  private List<Item> below(Path root) throws IOException {
    Map<String, Item> found = new LinkedHashMap<>();
    List<Found> files;
    try (Stream<Path> paths = Files.walk(root, DEEPEST)) {
      files =
          paths
              .map(path -> new Found(path, kind(path)))
              .filter(one -> one.kind() != Item.Kind.OTHER)
              .filter(one -> inside(root, one))
              .limit(MOST_ITEMS)
              .toList();
    }
    for (Found one : files) {
      Item item = item(one, name(root, one.path()));
      found.put(item.id(), item);
      places.put(item.id(), item.path());
    }
    return found.values().stream().sorted(Comparator.comparing(Item::name)).toList();
  }

  private static String name(Path root, Path path) {
    String name = root.relativize(path).toString();
    return name.isEmpty() ? String.valueOf(root.getFileName()) : name;
  }

  /** Whether a file is of a known type and below the folder even after resolving links. */
  private static boolean inside(Path root, Found one) {
    try {
      boolean there = one.kind() == Item.Kind.CORPUS || Files.isRegularFile(one.path());
      return there && one.path().toRealPath().startsWith(root);
    } catch (IOException e) {
      return false;
    }
  }

  private static Item item(Found one, String name) throws IOException {
    long bytes = one.kind() == Item.Kind.CORPUS ? 0 : Files.size(one.path());
    return new Item(id(one.path()), one.kind(), name, one.path(), bytes);
  }

  private static Item.Kind kind(Path path) {
    if (Files.isDirectory(path)) {
      return Corpus.isIn(path) ? Item.Kind.CORPUS : Item.Kind.OTHER;
    }
    return Item.Kind.of(path);
  }

  private static String id(Path path) {
    return Hashes.sha256(path.toString().getBytes(StandardCharsets.UTF_8)).substring(0, 16);
  }
}
