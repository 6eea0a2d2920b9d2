package org.sirenaudio.cli.console;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * File names on the command line. Java decodes name bytes in the locale's encoding; undecodable
 * ones, such as in a Latin-1 name under a UTF-8 locale, are replaced by U+FFFD. Linux still
 * provides the bytes, and a URI can represent them.
 */
public final class PathConverter implements ITypeConverter<Path> {

  private static final String UNREADABLE = "\uFFFD";
  private static final Path COMMAND_LINE = Path.of("/proc/self/cmdline");

  @Override
  public Path convert(String name) {
    if (name.isEmpty()) {
      throw new TypeConversionException("the file name is empty");
    }
    if (!name.contains(UNREADABLE)) {
      return path(name);
    }
    Set<String> escaped = escaped(name);
    if (escaped.size() != 1) {
      throw new TypeConversionException(
          "'"
              + name
              + "' cannot be decoded in this locale; set LC_ALL to a locale with its encoding"
              + " (C.UTF-8 for UTF-8), rename the file, or pass it to stdin as -");
    }
    Path here = Path.of("").toAbsolutePath();
    String bytes = escaped.iterator().next();
    if (bytes.startsWith("/")) {
      return Path.of(URI.create("file://" + bytes));
    }
    String folder = here.toUri().toString();
    return here.relativize(Path.of(URI.create(folder + (folder.endsWith("/") ? "" : "/") + bytes)));
  }

  private static Path path(String name) {
    try {
      return Path.of(name);
    } catch (InvalidPathException e) {
      throw new TypeConversionException("invalid file name '" + name + "' here");
    }
  }

  /** The name's bytes in URI form: it is an argument, or the end of one. */
  private static Set<String> escaped(String name) {
    Charset charset = Charset.forName(System.getProperty("sun.jnu.encoding"));
    Set<String> found = new TreeSet<>();
    for (byte[] word : words()) {
      for (int from = 0; from < word.length; from++) {
        if (name.equals(new String(word, from, word.length - from, charset))) {
          found.add(escaped(Arrays.copyOfRange(word, from, word.length)));
        }
      }
    }
    return found;
  }

  private static String escaped(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    for (byte b : bytes) {
      text.append(b == '/' ? "/" : "%%%02X".formatted(b & 0xff));
    }
    return text.toString();
  }

  private static List<byte[]> words() {
    byte[] line;
    try {
      line = Files.readAllBytes(COMMAND_LINE);
    } catch (IOException e) {
      // Not Linux.
      return List.of();
    }
    List<byte[]> words = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < line.length; i++) {
      if (line[i] == 0) {
        words.add(Arrays.copyOfRange(line, from, i));
        from = i + 1;
      }
    }
    return words;
  }
}
