package org.sirenaudio.cli.info;

import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.sirenaudio.command.Json;

/**
 * Converts a model file's fit metadata, texts with names {@code fit.snake_case}, to an object for
 * programs with camelCase names and numbers.
 */
final class FitFacts {

  private static final String PREFIX = "fit.";
  private static final Pattern WHOLE = Pattern.compile("-?\\d{1,18}");
  private static final String NUMBER = "(-?\\d+\\.?\\d*([eE][-+]?\\d+)?|NaN|-?Infinity)";
  private static final Pattern REAL = Pattern.compile(NUMBER);

  /** Windows and their SNR, such as {@code 12:3.4,15:5.1}. */
  private static final Pattern WINDOWS = Pattern.compile("\\d{1,9}:[^:,]+(,\\d{1,9}:[^:,]+)*");

  /** Numbers of channels. */
  private static final Pattern LIST = Pattern.compile(NUMBER + "(," + NUMBER + ")+");

  /** Names that differ from those of the options and the fit's own summary. */
  private static final Map<String, String> RENAMED = Map.of("density", "oversampling");

  private FitFacts() {}

  /**
   * Facts for programs.
   *
   * @param facts of a model or a sound, with the fit's as text
   * @return the others unchanged, {@code fit} with those of the fit, and each of these also under
   *     its file name, as in version 0.1
   */
  static Map<String, Object> typed(Map<String, Object> facts) {
    Map<String, Object> fit = new LinkedHashMap<>();
    Map<String, Object> named = new LinkedHashMap<>();
    Map<String, Object> all = new LinkedHashMap<>();
    facts.forEach(
        (name, value) -> {
          if (name.startsWith(PREFIX) && value instanceof String text) {
            fit.put(key(name), typed(text));
            named.put(name, number(text));
          } else {
            all.put(name, value);
          }
        });
    if (!fit.isEmpty()) {
      all.put("fit", fit);
    }
    all.putAll(named);
    return all;
  }

  private static Object typed(String text) {
    if (text.equals("true")) {
      return true;
    }
    if (WINDOWS.matcher(text).matches()) {
      return windows(text);
    }
    return LIST.matcher(text).matches()
        ? Arrays.stream(text.split(",", -1)).map(FitFacts::number).toList()
        : number(text);
  }

  private static String key(String name) {
    String key = Json.key(name.substring(PREFIX.length()));
    return RENAMED.getOrDefault(key, key);
  }

  /** A number if the text is one, else the text itself. */
  private static Object number(String text) {
    if (WHOLE.matcher(text).matches()) {
      return Long.parseLong(text);
    }
    return REAL.matcher(text).matches() ? (Object) Double.parseDouble(text) : text;
  }

  private static List<Map<String, Object>> windows(String text) {
    return Arrays.stream(text.split(",", -1))
        .map(
            entry -> {
              int colon = entry.indexOf(':');
              Map<String, Object> window = new LinkedHashMap<>();
              window.put("window", number(entry.substring(0, colon)));
              window.put("snrDb", number(entry.substring(colon + 1)));
              return window;
            })
        .toList();
  }
}
