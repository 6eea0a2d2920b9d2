package org.sirenaudio.dist;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.spi.ToolProvider;

/**
 * A Java run-time image of this JDK. The jars stay on the class path.
 *
 * @param modules of the JDK that the jars need, without transitive ones
 */
record JavaRuntime(Path home, List<String> modules) {
  /**
   * Modules without static references: the vector module is loaded late, and file names may be in
   * any locale's character set.
   */
  private static final List<String> ALWAYS = List.of("jdk.incubator.vector", "jdk.charsets");

  static JavaRuntime link(List<Path> jars, Path home) throws IOException {
    List<String> modules = List.copyOf(modules(jars));
    run(
        "jlink",
        "--add-modules",
        String.join(",", modules),
        "--strip-java-debug-attributes",
        "--no-header-files",
        "--no-man-pages",
        "--output",
        home.toString());
    return new JavaRuntime(home, modules);
  }

  Path java() {
    return home.resolve("bin/java");
  }

  /**
   * jdeps treats a jar with a descriptor as a module and requires its dependencies, so it is given
   * bare classes.
   */
  private static TreeSet<String> modules(List<Path> jars) throws IOException {
    Path classes = Files.createTempDirectory("siren-classes");
    try {
      for (Path jar : jars) {
        unpack(jar, classes.resolve(jar.getFileName().toString()));
      }
      TreeSet<String> modules = new TreeSet<>(ALWAYS);
      for (Path jar : jars) {
        Path folder = classes.resolve(jar.getFileName().toString());
        if (Files.exists(folder)) {
          String found =
              run("jdeps", "--ignore-missing-deps", "--print-module-deps", folder.toString());
          modules.addAll(List.of(found.strip().split(",")));
        }
      }
      return modules;
    } finally {
      Folders.clear(classes);
    }
  }

  private static void unpack(Path jar, Path folder) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      for (JarEntry entry : Collections.list(file.entries())) {
        String name = entry.getName();
        if (!name.endsWith(".class")
            || name.startsWith("META-INF/")
            || name.equals("module-info.class")) {
          continue;
        }
        Path to = folder.resolve(name).normalize();
        if (!to.startsWith(folder)) {
          throw new IOException(jar + ": an entry outside it: " + name);
        }
        Files.createDirectories(to.getParent());
        try (InputStream in = file.getInputStream(entry)) {
          Files.copy(in, to);
        }
      }
    }
  }

  private static String run(String tool, String... args) throws IOException {
    StringWriter out = new StringWriter();
    StringWriter err = new StringWriter();
    int code =
        ToolProvider.findFirst(tool)
            .orElseThrow(() -> new IOException("This JDK has no " + tool + "."))
            .run(new PrintWriter(out), new PrintWriter(err), args);
    if (code != 0) {
      throw new IOException(tool + " failed: " + out + err);
    }
    return out.toString();
  }
}
