package org.sirenaudio.bench.page;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.sirenaudio.kernel.Kernels;

/** The machine that the figures were measured on. */
public final class Machine {

  private static final Path CPU_INFO = Path.of("/proc/cpuinfo");

  private Machine() {}

  /** Rows of name and value. */
  public static List<List<String>> facts() {
    return List.of(
        List.of("processor", processor()),
        List.of("cores", Integer.toString(Runtime.getRuntime().availableProcessors())),
        List.of("system", System.getProperty("os.name") + ", " + System.getProperty("os.arch")),
        List.of(
            "JVM",
            System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version")),
        List.of("vectors", Kernels.best().vectorBits() + " bits"),
        List.of("load before the run", load()),
        List.of("date", LocalDate.now(ZoneOffset.UTC).toString()));
  }

  /** Runnable threads during the last minute: near 0 if the figures are reliable. */
  private static String load() {
    double load = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return load < 0 ? "unknown" : Numbers.digits(load);
  }

  private static String processor() {
    try (Stream<String> lines = Files.lines(CPU_INFO)) {
      return lines
          .filter(line -> line.startsWith("model name"))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException e) {
      return "unknown";
    }
  }
}
