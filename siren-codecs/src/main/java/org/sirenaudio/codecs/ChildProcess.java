package org.sirenaudio.codecs;

import java.io.BufferedInputStream;
import java.io.BufferedReader;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.codecs.child.Child;

/**
 * A child process that runs FFmpeg's libraries. Its total memory, including native memory, is
 * limited; only the last line of its stderr is kept; and it is killed after computing too long
 * without output.
 */
final class ChildProcess implements Closeable {

  /** Limit on the address space, a quarter of which is taken by the libraries and the JVM. */
  static final int MEMORY_MIB = 2048;

  private static final int BUFFER_BYTES = 1 << 16;
  private static final int LONGEST_LINE = 200;

  private final Process process;
  private final DataInputStream replies;
  private final Thread listener;
  private volatile String lastLine = "";
  private volatile boolean hung;
  private final AtomicLong spoken = new AtomicLong();

  private ChildProcess(Process process) {
    this.process = process;
    replies = new DataInputStream(new BufferedInputStream(process.getInputStream(), BUFFER_BYTES));
    listener = Thread.ofVirtual().start(this::listen);
    Thread.ofVirtual().start(this::watch);
  }

  /**
   * Starts a child.
   *
   * @param what start of the message if a part is missing
   * @param words its arguments; see {@link Child}
   */
  static ChildProcess start(String what, List<String> words) throws IOException {
    List<String> command = new ArrayList<>();
    String limits = "ulimit -v " + MEMORY_MIB * 1024 + " && ulimit -c 0 && exec \"$@\"";
    command.addAll(List.of("/bin/sh", "-c", limits, "sh"));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(
        List.of(
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-XX:TieredStopAtLevel=1",
            "-XX:CompressedClassSpaceSize=32m",
            "-XX:ReservedCodeCacheSize=32m",
            "-XX:-UsePerfData",
            "-XX:+DisplayVMOutputToStderr",
            "-XX:-CreateCoredumpOnCrash",
            "-XX:ErrorFile=/dev/null",
            "-Xlog:disable",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.bytedeco.javacpp.nopointergc=true",
            "-Dorg.bytedeco.javacpp.cachedir=" + LibraryCache.folder(),
            "-cp",
            NativeParts.classPath(what),
            Child.class.getName()));
    command.addAll(words);
    ProcessBuilder builder = new ProcessBuilder(command);
    Map<String, String> environment = builder.environment();
    String encoding = encoding(environment);
    environment.clear();
    environment.put("MALLOC_ARENA_MAX", "2");
    environment.put("LC_CTYPE", encoding);
    return new ChildProcess(builder.start());
  }

  /** The locale that decides how Java encodes names: the child's class path is in the same. */
  private static String encoding(Map<String, String> environment) {
    return Stream.of("LC_ALL", "LC_CTYPE", "LANG")
        .map(name -> environment.getOrDefault(name, ""))
        .filter(locale -> !locale.isEmpty())
        .findFirst()
        .orElse("C");
  }

  /** A file's absolute path as hexadecimal bytes. */
  static String word(Path file) {
    String path = file.toAbsolutePath().toUri().getRawPath();
    java.io.ByteArrayOutputStream bytes = new java.io.ByteArrayOutputStream();
    for (int i = 0; i < path.length(); i++) {
      boolean escaped = path.charAt(i) == '%';
      bytes.write(escaped ? HexFormat.fromHexDigits(path, i + 1, i + 3) : path.charAt(i));
      i += escaped ? 2 : 0;
    }
    return HexFormat.of().formatHex(bytes.toByteArray());
  }

  /** Its output. */
  DataInputStream replies() {
    return replies;
  }

  /** Its input. */
  OutputStream input() {
    return process.getOutputStream();
  }

  /** Output has arrived. */
  void heard() {
    spoken.incrementAndGet();
  }

  /** Why it ended without an error message, for a line on the file. */
  String end() {
    try {
      if (!process.waitFor(1, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
      listener.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    if (hung) {
      return "FFmpeg hangs";
    }
    return "FFmpeg crashed on it or needs more than %d MiB of memory%s"
        .formatted(MEMORY_MIB, reason());
  }

  /** The last line of stderr in parentheses, or nothing. */
  String reason() {
    try {
      listener.join(TimeUnit.SECONDS.toMillis(1));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return lastLine.isEmpty() ? "" : " (" + lastLine + ")";
  }

  private void listen() {
    try (BufferedReader lines =
        new BufferedReader(
            new java.io.InputStreamReader(process.getErrorStream(), StandardCharsets.ISO_8859_1))) {
      for (@Nullable String line = lines.readLine(); line != null; line = lines.readLine()) {
        String text =
            line.replaceFirst("^\\[[^\\]]* @ 0x[0-9a-f]+\\] *", "")
                .replaceAll("[^ -~]", "?")
                .strip();
        if (!text.isEmpty() && !text.startsWith("#")) {
          lastLine = text.substring(0, Math.min(text.length(), LONGEST_LINE));
        }
      }
    } catch (IOException e) {
      // The process has exited.
    }
  }

  private void watch() {
    HangDetector detector = new HangDetector();
    try {
      while (!process.waitFor(HangDetector.POLL.toMillis(), TimeUnit.MILLISECONDS)) {
        Duration used = process.toHandle().info().totalCpuDuration().orElse(Duration.ZERO);
        if (detector.hangs(spoken.get(), used)) {
          hung = true;
          // Unlike the process itself, its handle leaves the streams open to read up to their end.
          process.toHandle().destroyForcibly();
          return;
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Kills it. */
  @Override
  public void close() throws IOException {
    process.destroyForcibly();
    replies.close();
  }
}
