package org.sirenaudio.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The command in a process of its own. */
final class CommandProcess {

  private CommandProcess() {}

  static Process start(Object... words) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(System.getProperty("java.class.path"));
    command.add(Main.class.getName());
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command).start();
  }
}
