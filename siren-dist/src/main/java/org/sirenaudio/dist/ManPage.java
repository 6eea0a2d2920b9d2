package org.sirenaudio.dist;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.sirenaudio.command.ExitCode;
import picocli.CommandLine.Help;

/** The man page of a command, in roff. */
final class ManPage {
  private final StringBuilder page = new StringBuilder();

  private ManPage() {}

  static String of(Commands.Entry command, Commands all, String version, Instant time) {
    ManPage page = new ManPage();
    page.write(command, all, version, time);
    return page.page.toString();
  }

  private void write(Commands.Entry command, Commands all, String version, Instant time) {
    line(
        ".TH \"%s\" 1 \"%s\" \"siren %s\" \"Siren\""
            .formatted(
                command.page().toUpperCase(Locale.ROOT),
                time.atOffset(ZoneOffset.UTC).toLocalDate(),
                version));
    section("NAME");
    line(text(command.page()) + " \\- " + text(command.summary()));
    section("SYNOPSIS");
    String synopsis =
        new Help(command.spec(), Help.defaultColorScheme(Help.Ansi.OFF))
            .synopsis(0)
            .replaceAll("\\s+", " ")
            .strip();
    line(
        "\\fB" + text(command.name()) + "\\fR" + text(synopsis.substring(command.name().length())));
    section("DESCRIPTION");
    line(text(command.description()));
    arguments("ARGUMENTS", command.positionals());
    arguments("OPTIONS", command.options());
    List<Commands.Entry> below = all.below(command);
    if (!below.isEmpty()) {
      section("COMMANDS");
      for (Commands.Entry one : below) {
        item("\\fB" + text(one.page()) + "\\fR(1)", one.description());
      }
    }
    section("EXIT STATUS");
    for (Map.Entry<String, String> code : ExitCode.MEANINGS.entrySet()) {
      item("\\fB" + code.getKey() + "\\fR", code.getValue());
    }
    if (command.spec().parent() != null) {
      section("SEE ALSO");
      line("\\fB" + text(command.spec().parent().qualifiedName("-")) + "\\fR(1)");
    }
  }

  private void arguments(String title, List<Commands.Argument> arguments) {
    if (arguments.isEmpty()) {
      return;
    }
    section(title);
    for (Commands.Argument argument : arguments) {
      String value = "\\fI" + text(argument.label()) + "\\fR";
      String names =
          argument.names().isEmpty()
              ? value
              : "\\fB" + text(String.join(", ", argument.names())) + "\\fR";
      item(
          !argument.names().isEmpty() && argument.takesValue() ? names + "=" + value : names,
          argument.description());
    }
  }

  private void section(String title) {
    line(".SH " + title);
  }

  private void item(String head, String words) {
    line(".TP");
    line(head);
    line(text(words));
  }

  private void line(String line) {
    page.append(line).append('\n');
  }

  /** Escapes text for roff. */
  private static String text(String words) {
    StringBuilder text = new StringBuilder();
    words
        .codePoints()
        .forEach(
            c -> {
              switch (c) {
                case '\\' -> text.append("\\e");
                case '-' -> text.append("\\-");
                default -> {
                  if (c < 128) {
                    text.appendCodePoint(c);
                  } else {
                    text.append("\\[u%04X]".formatted(c));
                  }
                }
              }
            });
    boolean control = words.startsWith(".") || words.startsWith("'");
    return control ? "\\&" + text : text.toString();
  }
}
