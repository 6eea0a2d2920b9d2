package org.sirenaudio.dist;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import org.sirenaudio.cli.packaging.JarCopy;

/** The jars of the command line, as listed in its own jar's manifest. */
final class ClassPath {
  private ClassPath() {}

  /**
   * Copies a jar and those on its class path.
   *
   * @param time of the entries of a rewritten jar
   * @return the copies, the jar itself first
   */
  static List<Path> copy(Path jar, Path to, Instant time) throws IOException {
    List<Path> copies = new ArrayList<>();
    List<String> names = new ArrayList<>();
    names.add(jar.getFileName().toString());
    try (JarFile file = new JarFile(jar.toFile())) {
      names.addAll(
          List.of(
              file.getManifest()
                  .getMainAttributes()
                  .getValue(Attributes.Name.CLASS_PATH)
                  .split(" ")));
    }
    for (String name : names) {
      Path copy = to.resolve(name);
      Files.createDirectories(copy.getParent());
      JarCopy.make(jar.resolveSibling(name), copy, time);
      copies.add(copy);
    }
    return copies;
  }
}
