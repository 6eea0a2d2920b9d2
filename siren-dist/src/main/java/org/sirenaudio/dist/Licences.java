package org.sirenaudio.dist;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;

/**
 * A folder of licences per component: those in its jar; if missing or incomplete, those kept in
 * this project; else the text of the licences named in its POM.
 *
 * @param kept this project's licences, in a folder per component
 * @param jars of the package
 */
record Licences(Path kept, Path folder, List<Path> jars) {
  private static final Pattern NAME =
      Pattern.compile(
          "META-INF/(.*/)?[^/]*(LICEN[SC]E|NOTICE|COPYING)[^/]*(?<!\\.class)",
          Pattern.CASE_INSENSITIVE);

  void write(JsonNode part) throws IOException {
    String name = part.get("name").asString();
    String file = name + "-" + part.get("version").asString();
    Path to = Files.createDirectories(folder.resolve(file));
    for (Path jar : jars) {
      if (jar.getFileName().toString().startsWith(file)) {
        copy(jar, to);
      }
    }
    if (Files.isDirectory(kept.resolve(name))) {
      try (Stream<Path> files = Files.list(kept.resolve(name))) {
        for (Path text : files.toList()) {
          // A component with two jars, such as one with native code, occurs twice.
          Files.copy(text, to.resolve(text.getFileName()), StandardCopyOption.REPLACE_EXISTING);
        }
      }
    } else if (isEmpty(to)) {
      for (JsonNode licence : part.path("licenses")) {
        JsonNode text = licence.at("/license/text/content");
        if (text.isString()) {
          Files.write(
              to.resolve(licence.at("/license/id").asString() + ".txt"),
              Base64.getMimeDecoder().decode(text.asString()));
        }
      }
    }
    if (isEmpty(to)) {
      throw new IOException(
          "Licence text missing for " + file + ": add it to " + kept.resolve(name));
    }
  }

  private static void copy(Path jar, Path to) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        if (!entry.isDirectory() && NAME.matcher(entry.getName()).matches()) {
          String name = entry.getName().substring("META-INF/".length()).replace('/', '-');
          try (InputStream in = file.getInputStream(entry)) {
            Files.write(to.resolve(name), in.readAllBytes());
          }
        }
      }
    }
  }

  private static boolean isEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.findAny().isEmpty();
    }
  }
}
