package org.sirenaudio.cli.doctor;

import com.sun.management.OperatingSystemMXBean;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;

/** What Java and the system report about the machine. */
final class Machine {
  private static final Path PROCESSORS = Path.of("/proc/cpuinfo");
  private static final String MODEL = "model name";

  private Machine() {}

  static String system() {
    return property("os.name") + " " + property("os.version") + " on " + property("os.arch");
  }

  static String java() {
    return property("java.runtime.version") + " of " + property("java.vendor");
  }

  static String javaHome() {
    return property("java.home");
  }

  private static String property(String name) {
    return System.getProperty(name, "unknown");
  }

  /** The processor's model name, as reported by Linux. */
  static String processor() {
    if (Files.isReadable(PROCESSORS)) {
      try (Stream<String> lines = Files.lines(PROCESSORS)) {
        return lines
            .filter(line -> line.startsWith(MODEL))
            .map(line -> line.substring(line.indexOf(':') + 1).strip())
            .findFirst()
            .orElse("unknown");
      } catch (IOException | java.io.UncheckedIOException e) {
        // Unknown.
      }
    }
    return "unknown";
  }

  /** The number available to Java: a container may allow fewer than exist. */
  static int cores() {
    return Runtime.getRuntime().availableProcessors();
  }

  /** Of the machine or the container, in bytes. */
  static long memoryBytes() {
    return ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class).getTotalMemorySize();
  }

  /** Maximum Java heap, in bytes. */
  static long heapBytes() {
    return Runtime.getRuntime().maxMemory();
  }
}
