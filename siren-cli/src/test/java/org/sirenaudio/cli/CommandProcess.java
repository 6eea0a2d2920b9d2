package org.sirenaudio.cli;

import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/** The command in a process of its own. */
final class CommandProcess {

  private CommandProcess() {}

  static Process start(Object... words) throws IOException {
    return start(List.of(), System.getProperty("java.class.path"), words);
  }

  /** The same, with an option of Java. */
  static Process startWith(String option, Object... words) throws IOException {
    return start(List.of(), List.of(option), System.getProperty("java.class.path"), words);
  }

  /** The same, without the jars whose paths have such an end. */
  static Process startWithout(String jars, Object... words) throws IOException {
    String rest =
        Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator))
            .filter(path -> !path.matches(".*" + jars))
            .collect(Collectors.joining(File.pathSeparator));
    return start(List.of(), rest, words);
  }

  /**
   * The same, of a process that hears SIGINT even if this one was started in the background by a
   * shell, which lets it, and all that it starts, ignore the signal.
   */
  static Process startInterruptible(Object... words) throws IOException, InterruptedException {
    List<String> hearing = List.of("/usr/bin/env", "--default-signal=INT");
    return start(
        works(hearing) ? hearing : List.of(), System.getProperty("java.class.path"), words);
  }

  private static boolean works(List<String> prefix) throws InterruptedException {
    List<String> command = new ArrayList<>(prefix);
    command.add("true");
    try {
      return new ProcessBuilder(command)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException e) {
      return false;
    }
  }

  private static Process start(List<String> prefix, String classPath, Object... words)
      throws IOException {
    return start(prefix, List.of(), classPath, words);
  }

  private static Process start(
      List<String> prefix, List<String> options, String classPath, Object... words)
      throws IOException {
    List<String> command = new ArrayList<>(prefix);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(options);
    command.addAll(List.of("--add-modules", "jdk.incubator.vector", "-cp"));
    command.add(classPath);
    command.add(Main.class.getName());
    Arrays.stream(words).map(Object::toString).forEach(command::add);
    return new ProcessBuilder(command).start();
  }
}
