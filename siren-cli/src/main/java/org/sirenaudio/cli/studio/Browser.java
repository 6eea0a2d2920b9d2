package org.sirenaudio.cli.studio;

import java.io.IOException;
import java.lang.ProcessBuilder.Redirect;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The user's browser, where there is one. */
final class Browser {

  private Browser() {}

  /** Opens an address; where that fails, the user has the address before their eyes. */
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
