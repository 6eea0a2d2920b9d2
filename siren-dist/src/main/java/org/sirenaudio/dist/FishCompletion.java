package org.sirenaudio.dist;

import java.util.List;
import java.util.stream.Collectors;

/** Completions of {@code siren} for fish. */
final class FishCompletion {
  private final StringBuilder script = new StringBuilder();

  private FishCompletion() {}

  static String of(Commands commands) {
    FishCompletion fish = new FishCompletion();
    String paths =
        commands.all().stream()
            .map(Commands.Entry::path)
            .filter(path -> !path.isEmpty())
            .map(FishCompletion::quoted)
            .collect(Collectors.joining(" "));
    fish.script.append(
        """
        # Completions of siren for fish.

        # Prints the command that is being typed, without its options: corpus fit
        function __siren_command
            set -l at
            for word in (commandline -opc)[2..-1]
                set -l next (string trim -- "$at $word")
                if contains -- $next %s
                    set at $next
                end
            end
            echo "$at"
        end

        function __siren_in
            test (__siren_command | string collect -a) = "$argv"
        end

        complete -c siren -f
        """
            .formatted(paths));
    for (Commands.Entry command : commands.all()) {
      String rule = "complete -c siren -n " + quoted("__siren_in " + command.path());
      for (Commands.Entry below : commands.below(command)) {
        fish.line(rule, "-a", below.spec().name(), "-d", quoted(below.summary()));
      }
      command.positionals().stream()
          .filter(Commands.Argument::isFile)
          .findFirst()
          .ifPresent(file -> fish.line(rule, "-F"));
      command.options().forEach(option -> fish.option(rule, option));
    }
    return fish.script.toString();
  }

  private void option(String rule, Commands.Argument option) {
    String names =
        option.names().stream()
            .map(
                name ->
                    name.startsWith("--") ? "-l " + name.substring(2) : "-s " + name.substring(1))
            .collect(Collectors.joining(" "));
    List<String> values = option.values();
    String value =
        !option.takesValue()
            ? ""
            : !values.isEmpty()
                ? "-x -a " + quoted(String.join(" ", values))
                : option.isFile() ? "-r -F" : "-x";
    line(rule, names, value, "-d", quoted(option.hint()));
  }

  private void line(String... words) {
    script
        .append(List.of(words).stream().filter(w -> !w.isEmpty()).collect(Collectors.joining(" ")))
        .append('\n');
  }

  private static String quoted(String words) {
    return "'" + words.replace("\\", "\\\\").replace("'", "\\'") + "'";
  }
}
