package org.sirenaudio.cli.doctor;

import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * The class-data archive for faster startup, if the launcher has named one.
 *
 * @param used whether Java accepted it: it ignores one of another JDK or other jars
 */
record StartCache(Path file, boolean used) {
  private static final List<String> OPTIONS = List.of("-XX:AOTCache=", "-XX:SharedArchiveFile=");

  static Optional<StartCache> ofThisProcess() {
    List<String> arguments = ManagementFactory.getRuntimeMXBean().getInputArguments();
    return OPTIONS.stream()
        .flatMap(
            option ->
                arguments.stream()
                    .filter(argument -> argument.startsWith(option))
                    .map(argument -> Path.of(argument.substring(option.length()))))
        .findFirst()
        .map(file -> new StartCache(file, Files.isReadable(file) && isShared()));
  }

  /** HotSpot reports it as in {@code java -version}: "mixed mode, sharing". */
  private static boolean isShared() {
    return System.getProperty("java.vm.info", "").contains("sharing");
  }

  String text() {
    return file + (used ? ", in use" : ", not in use");
  }
}
