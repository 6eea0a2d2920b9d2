package org.sirenaudio.cli.packaging;

import java.io.IOException;
import java.io.InputStream;
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
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A copy of a jar: as published, except for classes without {@linkplain StackMaps stack maps} and
 * unused native code. Modifications are recorded in the copy itself.
 */
public final class JarCopy {
  private static final String NOTE = "META-INF/MODIFIED.txt";

  private static final String STACK_MAPS =
      "Classes for Java 5 have been given stack maps, as classes for Java 8. Nothing else is"
          + " changed.\n";

  /** FFmpeg's programs, and its libraries for pictures and devices: a seventh of the jar. */
  private static final Pattern UNUSED =
      Pattern.compile(
          "org/bytedeco/ffmpeg/[^/]*/(ffmpeg|ffprobe|lib(jni)?(avdevice|avfilter|swscale)\\.so.*)");

  private static final String LEFT_OUT =
      "FFmpeg's programs and its libraries avdevice, avfilter and swscale have been left out."
          + " Nothing else is changed.\n";

  private final JarFile from;
  private final ZipOutputStream to;
  private final Instant time;

  private JarCopy(JarFile from, ZipOutputStream to, Instant time) {
    this.from = from;
    this.to = to;
    this.time = time;
  }

  /**
   * Copies a jar.
   *
   * @param jar the original
   * @param to the copy, which must not exist
   * @param time of the entries of a rewritten jar
   */
  public static void make(Path jar, Path to, Instant time) throws IOException {
    try (JarFile from = new JarFile(jar.toFile())) {
      boolean old = hasOldClasses(from);
      boolean unused = from.stream().anyMatch(JarCopy::isUnused);
      // Maven records the permissions of the source files in our own jars.
      if (!old && !unused && !to.getFileName().toString().startsWith("siren-")) {
        Files.copy(jar, to);
        return;
      }
      try (ZipOutputStream out = new ZipOutputStream(Files.newOutputStream(to));
          URLClassLoader classes = new URLClassLoader(new URL[] {jar.toUri().toURL()}, null)) {
        JarCopy copy = new JarCopy(from, out, time);
        copy.entries(new StackMaps(classes));
        copy.note((old ? STACK_MAPS : "") + (unused ? LEFT_OUT : ""));
      }
    }
  }

  /** The modifications of a copy; empty if there are none. */
  public static String changes(Path copy) throws IOException {
    try (JarFile jar = new JarFile(copy.toFile())) {
      JarEntry note = jar.getJarEntry(NOTE);
      return note == null ? "" : new String(bytes(jar, note), StandardCharsets.US_ASCII).strip();
    }
  }

  /** Whether classes of a jar lack stack maps. */
  static boolean hasOldClasses(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return hasOldClasses(file);
    }
  }

  private static boolean hasOldClasses(JarFile jar) throws IOException {
    for (JarEntry entry : Collections.list(jar.entries())) {
      if (isClass(entry) && StackMaps.areMissing(bytes(jar, entry))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isClass(JarEntry entry) {
    return entry.getName().endsWith(".class");
  }

  private static boolean isUnused(JarEntry entry) {
    return UNUSED.matcher(entry.getName()).matches();
  }

  private void entries(StackMaps maps) throws IOException {
    for (JarEntry entry : Collections.list(from.entries())) {
      if (!isUnused(entry)) {
        byte[] bytes = bytes(from, entry);
        boolean old = isClass(entry) && StackMaps.areMissing(bytes);
        put(entry.getName(), old ? maps.added(bytes) : bytes);
      }
    }
  }

  private void note(String text) throws IOException {
    if (!text.isEmpty()) {
      put(NOTE, text.getBytes(StandardCharsets.US_ASCII));
    }
  }

  private void put(String name, byte[] bytes) throws IOException {
    ZipEntry entry = new ZipEntry(name);
    entry.setTimeLocal(time.atOffset(ZoneOffset.UTC).toLocalDateTime());
    to.putNextEntry(entry);
    to.write(bytes);
    to.closeEntry();
  }

  private static byte[] bytes(JarFile jar, JarEntry entry) throws IOException {
    try (InputStream in = jar.getInputStream(entry)) {
      return in.readAllBytes();
    }
  }
}
