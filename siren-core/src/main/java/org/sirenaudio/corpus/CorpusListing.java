package org.sirenaudio.corpus;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.error.BadDataException;

/**
 * The sound files in a folder and its subfolders. Symbolic links are followed. Unreadable entries,
 * and those that are named like a sound file but are not one, are recorded as problems.
 *
 * @param recordings largest first; ties sorted by path
 * @param problems in the order of discovery
 */
public record CorpusListing(List<Recording> recordings, List<Problem> problems) {

  /**
   * @param path relative to the folder
   * @param line what is wrong, prefixed with the path
   */
  public record Problem(String path, String line) {
    /** Its row in the manifest. */
    public ManifestRow row() {
      return ManifestRow.failed(path, null, line);
    }
  }

  /**
   * A folder listed by the caller, on another file system.
   *
   * @param folder its name for messages
   * @throws NoSuchFileException if there is no recording
   */
  public static CorpusListing of(String folder, List<Recording> recordings, List<Problem> problems)
      throws NoSuchFileException {
    if (recordings.isEmpty()) {
      String also = problems.isEmpty() ? "" : "; " + problems.getFirst().line();
      throw new NoSuchFileException(
          folder, null, "contains no sound files, including subfolders" + also);
    }
    return new CorpusListing(
        recordings.stream()
            .sorted(
                Comparator.comparingLong(Recording::bytes)
                    .reversed()
                    .thenComparing(Recording::path))
            .toList(),
        List.copyOf(problems));
  }

  /**
   * Lists a folder.
   *
   * @throws NoSuchFileException if there is no such folder, or no sound file in it
   * @throws AccessDeniedException if it cannot be read
   * @throws BadDataException if it is a file
   * @throws IOException if listing it fails
   */
  public static CorpusListing of(Path folder) throws IOException {
    if (!Files.exists(folder)) {
      throw new NoSuchFileException(folder.toString(), null, "no such folder; check the path");
    }
    if (!Files.isDirectory(folder)) {
      throw new BadDataException(folder + ": is a file; give the folder that holds the recordings");
    }
    Visitor visitor = new Visitor(folder);
    Files.walkFileTree(
        folder, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, visitor);
    return of(folder.toString(), visitor.recordings, visitor.problems);
  }

  private static final class Visitor extends SimpleFileVisitor<Path> {
    private final Path folder;
    private final List<Recording> recordings = new ArrayList<>();
    private final List<Problem> problems = new ArrayList<>();

    Visitor(Path folder) {
      this.folder = folder;
    }

    @Override
    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
      Path name = file.getFileName();
      if (name == null || !Recording.hasAudioExtension(name.toString())) {
        return FileVisitResult.CONTINUE;
      }
      if (!isNameReversible(file)) {
        problem(file, "its name cannot be decoded in this locale; rename it or set LC_ALL=C.UTF-8");
      } else if (attributes.isRegularFile()) {
        recordings.add(new Recording(relative(file), attributes.size()));
      } else if (attributes.isSymbolicLink()) {
        problem(file, "is a broken symbolic link");
      } else {
        problem(file, "is a pipe or a device, not a file");
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult visitFileFailed(Path file, IOException e) throws IOException {
      if (file.equals(folder)) {
        throw e;
      }
      switch (e) {
        case FileSystemLoopException loop ->
            problem(file, "is a symbolic link to one of its own parent folders; not followed");
        case AccessDeniedException denied -> problem(file, "permission denied");
        case NoSuchFileException gone -> problem(file, "was removed during the run");
        default -> problem(file, "cannot be read: " + e.getMessage());
      }
      return FileVisitResult.CONTINUE;
    }

    @Override
    public FileVisitResult postVisitDirectory(Path inner, @Nullable IOException e) {
      if (e != null) {
        problem(inner, "could not be listed completely: " + e.getMessage());
      }
      return FileVisitResult.CONTINUE;
    }

    /**
     * A name that cannot be represented in this machine's encoding cannot be mapped back to its
     * file.
     */
    private boolean isNameReversible(Path file) {
      try {
        return folder.resolve(relative(file)).equals(file);
      } catch (InvalidPathException e) {
        return false;
      }
    }

    private void problem(Path file, String what) {
      problems.add(new Problem(relative(file), relative(file) + ": " + what));
    }

    private String relative(Path file) {
      String separator = folder.getFileSystem().getSeparator();
      return folder.relativize(file).toString().replace(separator, "/");
    }
  }
}
