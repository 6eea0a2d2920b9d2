package org.sirenaudio.cli.studio;

import java.io.File;
import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The user's browser, if there is one. */
public final class Browser {

  private Browser() {}

  /** Opens an address; on failure, the user still sees it printed. */
  static void open(String address) {
    Optional<List<String>> command = command();
    if (command.isEmpty()) {
      return;
    }
    ProcessBuilder builder = new ProcessBuilder(command.get());
    builder.command().add(address);
    try {
      builder.redirectOutput(Redirect.DISCARD).redirectError(Redirect.DISCARD).start();
    } catch (IOException e) {
      // No such program.
    }
  }

  /** The program that opens addresses, if there is one and a display. */
  public static Optional<String> found() {
    return command().map(List::getFirst).filter(Browser::isOnPath);
  }

  private static boolean isOnPath(String program) {
    String path = Objects.requireNonNullElse(System.getenv("PATH"), "");
    return Pattern.compile(File.pathSeparator, Pattern.LITERAL)
        .splitAsStream(path)
        .filter(folder -> !folder.isEmpty())
        .anyMatch(
            folder ->
                Files.isExecutable(Path.of(folder, program))
                    || Files.isExecutable(Path.of(folder, program + ".exe")));
  }

  private static Optional<List<String>> command() {
    String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
    if (system.startsWith("mac")) {
      return Optional.of(words("open"));
    }
    if (system.startsWith("windows")) {
      return Optional.of(words("rundll32", "url.dll,FileProtocolHandler"));
    }
    boolean screen = System.getenv("DISPLAY") != null || System.getenv("WAYLAND_DISPLAY") != null;
    return screen ? Optional.of(words("xdg-open")) : Optional.empty();
  }

  private static List<String> words(String... words) {
    return new java.util.ArrayList<>(List.of(words));
  }
}
