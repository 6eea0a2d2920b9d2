package org.sirenaudio.cli.packaging;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;

/**
 * Adds {@linkplain StackMaps stack maps} to the jars of a folder that lack them. The launcher runs
 * it once after a build.
 */
public final class OldJars {
  private OldJars() {}

  /**
   * Replaces the jars.
   *
   * @param words the folder
   */
  public static void main(String[] words) throws IOException {
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(Path.of(words[0]), "*.jar")) {
      for (Path jar : jars) {
        if (JarCopy.hasOldClasses(jar)) {
          Path copy = jar.resolveSibling(jar.getFileName() + ".new");
          JarCopy.make(jar, copy, Files.getLastModifiedTime(jar).toInstant());
          Files.move(copy, jar, StandardCopyOption.REPLACE_EXISTING);
        }
      }
    }
  }
}
