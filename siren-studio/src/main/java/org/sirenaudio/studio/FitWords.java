package org.sirenaudio.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.fit.config.FitConfig;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * What the page's form says of a fit, under the names that {@code siren fit} has for it; checked by
 * the same code.
 */
@Command(name = "fit")
final class FitWords {

  /** What the form has. */
  static final List<String> NAMES =
      List.of(
          "quality",
          "network",
          "layers",
          "hidden",
          "first-hz",
          "windows",
          "steps",
          "seconds",
          "seed",
          "hidden-omega",
          "optimiser",
          "loss");

  @Mixin private FitOptions options = new FitOptions();

  private FitWords() {}

  /** The form's values that are given. */
  static Map<String, String> given(Map<String, List<String>> form) {
    Map<String, String> words = new TreeMap<>();
    for (String name : NAMES) {
      List<String> values = form.getOrDefault(name, List.of());
      if (!values.isEmpty() && !values.getFirst().isBlank()) {
        words.put(name, values.getFirst().strip());
      }
    }
    return words;
  }

  /**
   * The fit that words ask for.
   *
   * @throws Refusal that says which of them is no good
   */
  static FitConfig config(Map<String, String> words) {
    FitWords parsed = new FitWords();
    List<String> line = new ArrayList<>();
    words.forEach((name, value) -> line.add("--" + name + "=" + value));
    CommandLine command = new CommandLine(parsed);
    command.setExpandAtFiles(false);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      command.parseArgs(line.toArray(String[]::new));
      return parsed.options.config();
    } catch (ParameterException | IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
