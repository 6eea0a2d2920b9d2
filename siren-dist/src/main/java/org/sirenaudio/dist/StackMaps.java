package org.sirenaudio.dist;

import java.io.IOException;
import java.io.InputStream;
import java.lang.classfile.ClassFile;
import java.lang.classfile.ClassFile.ClassHierarchyResolverOption;
import java.lang.classfile.ClassFile.StackMapsOption;
import java.lang.classfile.ClassFileVersion;
import java.lang.classfile.ClassHierarchyResolver;
import java.lang.classfile.ClassTransform;
import java.lang.classfile.CodeTransform;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Collections;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * Classes for Java 5, as picocli has them, carry no stack maps: Java verifies them the slow way at
 * each start, and keeps them out of an archive of classes. With stack maps they take half the time.
 */
final class StackMaps {
  private static final String NOTE = "META-INF/MODIFIED.txt";
  private static final int FIRST_WITH_MAPS = ClassFile.JAVA_6_VERSION;

  private final ClassFile format;

  private StackMaps(ClassLoader classes) {
    this.format =
        ClassFile.of(
            StackMapsOption.GENERATE_STACK_MAPS,
            ClassHierarchyResolverOption.of(
                ClassHierarchyResolver.ofResourceParsing(classes)
                    .orElse(ClassHierarchyResolver.defaultResolver())));
  }

  /** Copies a jar: as it is where all classes have stack maps, else with the same code and maps. */
  static void copy(Path jar, Path to, Instant time) throws IOException {
    try (JarFile file = new JarFile(jar.toFile());
        URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
      boolean old = isOld(file);
      // Maven notes in our own jars who may read the files that they were made of.
      if (old || to.getFileName().toString().startsWith("siren-")) {
        new StackMaps(classes).rewrite(file, to, time, old);
      } else {
        Files.copy(jar, to);
      }
    }
  }

  private static boolean isOld(JarFile jar) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (entry.getName().endsWith(".class") && isOld(bytes(jar, entry))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isOld(byte[] type) {
    return (Byte.toUnsignedInt(type[6]) << 8 | Byte.toUnsignedInt(type[7])) < FIRST_WITH_MAPS;
  }

  private void rewrite(JarFile jar, Path to, Instant time, boolean noted) throws IOException {
    try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to))) {
      for (JarEntry entry : Collections.list(jar.entries())) {
        byte[] bytes = bytes(jar, entry);
        boolean old = entry.getName().endsWith(".class") && isOld(bytes);
        put(out, entry.getName(), old ? withMaps(bytes) : bytes, time);
      }
      if (noted) {
        String note =
            "Classes for Java 5 have been given stack maps, as classes for Java 8. Nothing else is changed.\n";
        put(out, NOTE, note.getBytes(StandardCharsets.US_ASCII), time);
      }
    }
  }

  private byte[] withMaps(byte[] type) {
    ClassTransform version =
        (builder, element) -> {
          if (element instanceof ClassFileVersion) {
            builder.withVersion(ClassFile.JAVA_8_VERSION, 0);
          } else {
            builder.with(element);
          }
        };
    return format.transformClass(
        format.parse(type),
        version.andThen(ClassTransform.transformingMethodBodies(CodeTransform.ACCEPT_ALL)));
  }

  private static void put(ZipOutputStream out, String name, byte[] bytes, Instant time)
      throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
    out.putNextEntry(entry);
    out.write(bytes);
    out.closeEntry();
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
