import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.ImportOrderer;
import com.google.googlejavaformat.java.JavaFormatterOptions;
import com.google.googlejavaformat.java.RemoveUnusedImports;
import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ConcurrentSkipListSet;
import java.util.stream.Stream;

/**
 * Checks or repairs the format of every Java file below a folder: {@code Format.java check|write
 * ROOT}. Maven starts it on the toolchain's JDK. Exit code 1: some file is not formatted, or cannot
 * be read as Java.
 */
final class Format {
  /** Build output and version control: never formatted. */
  private static final Set<String> SKIPPED =
      Set.of("target", ".git", ".idea", ".venv", "node_modules");

  private final boolean write;
  private final Path root;
  private final Set<Path> unformatted = new ConcurrentSkipListSet<>();
  private final ConcurrentSkipListMap<Path, String> broken = new ConcurrentSkipListMap<>();

  private Format(boolean write, Path root) {
    this.write = write;
    this.root = root;
  }

  public static void main(String[] args) throws IOException {
    if (args.length != 2 || !Set.of("check", "write").contains(args[0])) {
      System.err.println(
          "Usage: Format.java check|write ROOT   (from Maven: -Dformat=check|write)");
      System.exit(2);
    }
    System.exit(new Format(args[0].equals("write"), Path.of(args[1])).run());
  }

  private int run() throws IOException {
    List<Path> files = javaFiles();
    files.parallelStream().forEach(this::visit);
    broken.forEach(
        (file, why) ->
            System.err.println("Cannot be formatted: " + root.relativize(file) + ": " + why));
    for (Path file : unformatted) {
      System.err.println((write ? "Formatted: " : "Not formatted: ") + root.relativize(file));
    }
    if (!broken.isEmpty()) {
      return 1;
    }
    if (!write && !unformatted.isEmpty()) {
      System.err.println(
          unformatted.size()
              + " of "
              + files.size()
              + " files are not formatted. Run: mvn -q -N verify -Dformat=write");
      return 1;
    }
    return 0;
  }

  private List<Path> javaFiles() throws IOException {
    Stream.Builder<Path> files = Stream.builder();
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            return SKIPPED.contains(String.valueOf(folder.getFileName()))
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            if (attributes.isRegularFile() && file.toString().endsWith(".java")) {
              files.add(file);
            }
            return FileVisitResult.CONTINUE;
          }
        });
    return files.build().sorted().toList();
  }

  private void visit(Path file) {
    try {
      String source = Files.readString(file, UTF_8);
      String formatted = formatted(source);
      if (formatted.equals(source)) {
        return;
      }
      unformatted.add(file);
      if (write) {
        Files.writeString(file, formatted, UTF_8);
      }
    } catch (FormatterException e) {
      broken.put(file, String.valueOf(e.getMessage()).strip());
    } catch (IOException e) {
      broken.put(file, e.toString());
    }
  }

  private static String formatted(String source) throws FormatterException {
    String imports = ImportOrderer.reorderImports(source, JavaFormatterOptions.Style.GOOGLE);
    return new Formatter().formatSource(RemoveUnusedImports.removeUnusedImports(imports));
  }
}
