package org.sirenaudio.cli.console;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.text.Normalizer;
import java.util.Locale;

/** Whether two names refer to the same file. */
final class SameFile {

  /** Where the system names the file that stdin is redirected from. */
  private static final Path STDIN = Path.of("/dev/stdin");

  private SameFile() {}

  /**
   * Whether an existing input, or stdin, is the file that an output would replace: through a
   * relative name, a symbolic or hard link, or different case on a case-insensitive file system.
   */
  static boolean is(Path input, Path output) throws IOException {
    Path read = StandardStream.is(input) ? STDIN : input;
    return Files.isRegularFile(read)
        && Files.isRegularFile(output)
        && Files.isSameFile(read, output);
  }

  /**
   * Whether two outputs may be the same file on some file system: names that differ only in case
   * count, since files that do not exist yet cannot be queried.
   */
  static boolean may(Path one, Path other) throws IOException {
    return is(one, other) || name(one).equals(name(other));
  }

  private static String name(Path file) throws IOException {
    Path place = file.toAbsolutePath().normalize();
    Path folder = place.getParent();
    Path real = folder != null && Files.isDirectory(folder) ? folder.toRealPath() : folder;
    String whole = real == null ? place.toString() : real.resolve(place.getFileName()).toString();
    return Normalizer.normalize(whole, Normalizer.Form.NFC).toLowerCase(Locale.ROOT);
  }
}
