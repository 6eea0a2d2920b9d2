package org.sirenaudio.bench;

import java.nio.file.Path;

/** The checkout that {@code ./siren bench} runs in. */
final class Checkout {

  /** Names it; the launcher sets it. */
  private static final String PROPERTY = "siren.root";

  private Checkout() {}

  static Path root() {
    return Path.of(System.getProperty(PROPERTY, ".")).toAbsolutePath().normalize();
  }

  /**
   * @param path with {@code /} between names, from the checkout's root
   */
  static Path file(String path) {
    return root().resolve(path).normalize();
  }
}
