package org.sirenaudio.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.sirenaudio.command.ExitCode;

/**
 * One run of the command in this process, with neither stream on a terminal.
 *
 * @param words its command line
 * @param code its exit code
 * @param bytes what it wrote to stdout
 * @param err what it wrote to stderr, but for the cost
 * @param cost lines on stderr in which a fit says what it will cost
 */
record CommandRun(List<String> words, int code, byte[] bytes, String err, List<String> cost) {

  private static final Pattern COST =
      Pattern.compile(
          "siren: (expecting about .* per sample\\), .*, a file of .*|.* of the requested .*; about .* would"
              + " suffice)");

  static CommandRun of(Object... words) {
    return on(new byte[0], words);
  }

  /** With these bytes on stdin. */
  static CommandRun on(byte[] stdin, Object... words) {
    String[] args = Arrays.stream(words).map(Object::toString).toArray(String[]::new);
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteArrayOutputStream err = new ByteArrayOutputStream();
    int code =
        Main.run(
            new ByteArrayInputStream(stdin),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8),
            args);
    String said = err.toString(StandardCharsets.UTF_8);
    List<String> cost = COST.matcher(said).results().map(MatchResult::group).toList();
    String rest = Pattern.compile(COST + "\\R").matcher(said).replaceAll("");
    return new CommandRun(List.of(args), code, out.toByteArray(), rest, cost);
  }

  String out() {
    return new String(bytes, StandardCharsets.UTF_8);
  }

  /** Requires success and an empty stderr. */
  CommandRun done() {
    assertThat(err).isEmpty();
    assertThat(code).isEqualTo(ExitCode.DONE);
    return this;
  }

  /** Requires an error of one line and nothing on stdout. */
  CommandRun failed(int expected) {
    assertThat(out()).isEmpty();
    assertThat(err.lines()).as(err).hasSize(1);
    assertThat(err).startsWith("siren: ").endsWith(System.lineSeparator());
    assertThat(code).as(err).isEqualTo(expected);
    return this;
  }

  /** The one JSON object on stderr, of a command whose sound or model goes to stdout. */
  Map<String, Object> jsonBesideOutput() {
    JsonContract.check(JsonContract.schemaOf(words), err);
    return JsonLine.parse(err);
  }

  /** The one JSON object on stdout, which is as the command's schema has it. */
  Map<String, Object> json() {
    JsonContract.check(JsonContract.schemaOf(words), out());
    return JsonLine.parse(out());
  }
}
