package org.sirenaudio.dist;

import java.util.List;
import java.util.stream.Collectors;

/** Completions of {@code siren} for zsh: one function per command. */
final class ZshCompletion {
  private final Commands commands;
  private final StringBuilder script = new StringBuilder("#compdef siren\n");

  private ZshCompletion(Commands commands) {
    this.commands = commands;
  }

  static String of(Commands commands) {
    ZshCompletion zsh = new ZshCompletion(commands);
    commands.all().forEach(zsh::function);
    zsh.script.append("\n_siren \"$@\"\n");
    return zsh.script.toString();
  }

  private void function(Commands.Entry command) {
    List<Commands.Entry> below = commands.below(command);
    script.append("\n").append(name(command)).append("() {\n");
    if (!below.isEmpty()) {
      script.append("  local context curcontext=$curcontext state line\n");
    }
    script.append("  _arguments -s -S ").append(below.isEmpty() ? "" : "-C ");
    command.options().forEach(option -> argument(option(option)));
    if (below.isEmpty()) {
      for (Commands.Argument positional : command.positionals()) {
        String repeated = positional.isRepeatable() ? "*" : "";
        argument(quoted(repeated + ":" + value(positional)));
      }
      script.append("\n}\n");
      return;
    }
    argument(quoted("1:command:->command"));
    argument(quoted("*::argument:->arguments"));
    script.append("\n  case $state in\n    command)\n      local -a commands=(\n");
    for (Commands.Entry one : below) {
      script
          .append("        ")
          .append(quoted(one.spec().name() + ":" + one.summary().replace(":", "\\:")))
          .append('\n');
    }
    script.append("      )\n      _describe command commands ;;\n    arguments)\n");
    script.append("      case ${line[1]} in\n");
    for (Commands.Entry one : below) {
      script.append("        %s) %s ;;\n".formatted(one.spec().name(), name(one)));
    }
    script.append("      esac ;;\n  esac\n}\n");
  }

  private void argument(String word) {
    script.append("\\\n    ").append(word).append(' ');
  }

  /** All names of an option exclude each other, unless it is repeatable. */
  private static String option(Commands.Argument option) {
    String names = String.join(" ", option.names());
    String rest =
        "[%s]%s"
            .formatted(
                option.hint().replace("[", "\\[").replace("]", "\\]").replace(":", "\\:"),
                option.takesValue() ? ":" + value(option) : "");
    String before = option.isRepeatable() ? "*" : "(" + names + ")";
    return option.names().stream()
        .map(name -> quoted(before + name + equals(option, name) + rest))
        .collect(Collectors.joining(" \\\n    "));
  }

  private static String equals(Commands.Argument option, String name) {
    if (!option.takesValue()) {
      return "";
    }
    return name.startsWith("--") ? "=" : "+";
  }

  private static String value(Commands.Argument argument) {
    String label = argument.label().replace(":", "\\:");
    List<String> values = argument.values();
    return label
        + ":"
        + (!values.isEmpty()
            ? "(" + String.join(" ", values) + ")"
            : argument.isFile() ? "_files" : " ");
  }

  private static String name(Commands.Entry command) {
    return "_" + command.page().replace('-', '_');
  }

  private static String quoted(String words) {
    return "'" + words.replace("'", "'\\''") + "'";
  }
}
