package org.sirenaudio.studio;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.command.FitOptions;
import org.sirenaudio.command.MissingOptions;
import org.sirenaudio.error.BadDataException;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.KnownFrames;
import org.sirenaudio.fit.config.TrainingSet;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.ParameterException;

/**
 * The values of the page's fit form, named as the options of {@code siren fit} and checked by the
 * same code.
 */
@Command(name = "fit")
final class FitWords {

  /** The form's fields. */
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
          "loss",
          "gap",
          "drop");

  private static final String GAP = "gap";

  @Mixin private FitOptions options = new FitOptions();
  @Mixin private MissingOptions missing = new MissingOptions();

  private FitWords() {}

  /** The form's non-empty values. */
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
   * The configuration for the form's values.
   *
   * @throws Refusal naming the invalid one
   */
  static FitConfig config(Map<String, String> words) {
    try {
      return parsed(words).options.config();
    } catch (IllegalArgumentException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  /**
   * The frames of a recording available to the fit.
   *
   * @throws Refusal saying what is wrong with its gaps
   */
  static TrainingSet shown(Map<String, String> words, ClipSource clip) {
    KnownFrames known = known(words, clip);
    return known.count() == clip.frames()
        ? TrainingSet.all(clip)
        : TrainingSet.frames(clip.slice(0, clip.frames()).withMetadata(clip.metadata()), known);
  }

  /** The frames available to the fit. */
  static KnownFrames known(Map<String, String> words, ClipSource clip) {
    FitWords all = parsed(words);
    try {
      return all.missing.given()
          ? all.missing.known(clip, all.options.config().randomSeed(), beyond -> {})
          : KnownFrames.all(clip.frames());
    } catch (IllegalArgumentException | BadDataException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }

  private static FitWords parsed(Map<String, String> words) {
    FitWords parsed = new FitWords();
    List<String> line = new ArrayList<>();
    words.forEach(
        (name, value) -> {
          List<String> values =
              name.equals(GAP) ? List.of(value.split("[,;\\s]+", -1)) : List.of(value);
          values.forEach(one -> line.add("--" + name + "=" + one));
        });
    CommandLine command = new CommandLine(parsed);
    command.setExpandAtFiles(false);
    command.setCaseInsensitiveEnumValuesAllowed(true);
    try {
      command.parseArgs(line.toArray(String[]::new));
      return parsed;
    } catch (ParameterException e) {
      throw Refusal.badRequest(String.valueOf(e.getMessage()));
    }
  }
}
