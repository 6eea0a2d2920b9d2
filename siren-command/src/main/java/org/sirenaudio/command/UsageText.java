package org.sirenaudio.command;

import java.util.Arrays;
import java.util.Locale;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Picocli's command line errors in the user's terms. */
final class UsageText {

  private static final Pattern NOT_ONE_OF =
      Pattern.compile("expected one of \\[(.*)] \\(case-insensitive\\) but was ('.*')");

  private static final int MOST_EDITS = 2;

  private UsageText() {}

  /** One line, with a pointer to the help. */
  static String of(ParameterException e) {
    String name = e.getCommandLine().getCommandSpec().qualifiedName();
    String text =
        e instanceof UnmatchedArgumentException unknown ? unknown(unknown) : words(message(e));
    return text.contains("--help") ? text : text + "; see " + name + " --help";
  }

  /** What an option's own method says of its value, or what picocli says. */
  private static String message(ParameterException e) {
    if (e.getCause() instanceof IllegalArgumentException refused && refused.getMessage() != null) {
      return refused.getMessage();
    }
    String said = Objects.requireNonNullElse(e.getMessage(), "").replaceFirst("^Error: ", "");
    return said.substring(0, Math.min(1, said.length())).toLowerCase(Locale.ROOT)
        + said.substring(Math.min(1, said.length())).replaceFirst("^(.* \\w+): '", "$1 '");
  }

  /** Values as typed, and number types in plain words. */
  private static String words(String message) {
    Matcher names = NOT_ONE_OF.matcher(message);
    String text =
        names.replaceAll(
            found ->
                Matcher.quoteReplacement(
                    "choose one of "
                        + found.group(1).toLowerCase(Locale.ROOT)
                        + ", not "
                        + found.group(2)));
    return text.replaceFirst("' is not an? (int|long)$", "' is not an integer")
        .replaceFirst("' is not a double$", "' is not a number");
  }

  /** Only the first: what follows is usually its value. */
  private static String unknown(UnmatchedArgumentException e) {
    String first = e.getUnmatched().getFirst();
    if (!e.isUnknownOption()) {
      return e.getCommandLine().getParent() == null
          ? "unknown command '" + first + "'" + nearest(e)
          : "extra argument '" + first + "'";
    }
    return "unknown option '" + first + "'" + nearest(e);
  }

  /** Picocli suggests something for any input; these differ by a letter or two. */
  private static String nearest(UnmatchedArgumentException e) {
    String typed = e.getUnmatched().getFirst().replaceFirst("=.*", "");
    return e.getSuggestions().stream()
        .filter(near -> distance(typed, near) <= MOST_EDITS)
        .findFirst()
        .map(near -> "; did you mean " + near + "?")
        .orElse("");
  }

  /** Edit distance (Levenshtein); no library that the command uses anyway has it. */
  private static int distance(String a, String b) {
    int[] row = new int[b.length() + 1];
    Arrays.setAll(row, j -> j);
    for (int i = 1; i <= a.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        diagonal = row[j];
        row[j] = Math.min(replaced, 1 + Math.min(row[j], row[j - 1]));
      }
    }
    return row[b.length()];
  }
}
