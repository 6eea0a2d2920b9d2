package org.sirenaudio.command.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * An option of {@code siren fit} with the values to try: a list, or a range with linear or
 * logarithmic spacing.
 *
 * @param option without hyphens
 * @param list individual values; empty for a range
 * @param low end of a range
 * @param high other end of a range
 * @param count number of values of a range; 0 if unspecified, which only a random sweep allows
 * @param logarithmic whether the range is logarithmic
 * @param whole whether its values are integers
 */
public record Setting(
    String option,
    List<String> list,
    double low,
    double high,
    int count,
    boolean logarithmic,
    boolean whole) {

  private static final int MOST = 10_000;

  /**
   * Parses {@code NAME=A,B,C}, {@code NAME=log:FROM:TO:N} or {@code NAME=lin:FROM:TO:N}.
   *
   * @param whole whether the option takes only integers
   * @throws IllegalArgumentException if it is malformed; the message says what is wrong
   */
  static Setting parse(String text, boolean whole) {
    int equals = text.indexOf('=');
    String option = option(text);
    String values = text.substring(equals + 1);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("--set " + text + ": has no values");
    }
    String[] parts = values.split(":", -1);
    boolean logarithmic = parts[0].equals("log");
    if (!logarithmic && !parts[0].equals("lin")) {
      return new Setting(option, List.of(values.split(",", -1)), 0, 0, 0, false, whole);
    }
    try {
      if (parts.length < 3 || parts.length > 4) {
        throw new NumberFormatException("parts");
      }
      double low = Double.parseDouble(parts[1]);
      double high = Double.parseDouble(parts[2]);
      int count = parts.length == 4 ? Integer.parseInt(parts[3]) : 0;
      boolean fits = !logarithmic || (low > 0 && high > 0);
      if (!fits
          || !Double.isFinite(low + high)
          || (parts.length == 4 && count < 1)
          || count > MOST) {
        throw new NumberFormatException("range");
      }
      return new Setting(option, List.of(), low, high, count, logarithmic, whole);
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "--set %s: a range must be log:FROM:TO:N or lin:FROM:TO:N, with N from 1 to %d, and log values above 0"
              .formatted(text, MOST),
          e);
    }
  }

  /** The option named in the text of {@code --set}. */
  static String option(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--set must be NAME=VALUES, not " + text);
    }
    return text.substring(0, equals).replaceFirst("^--", "");
  }

  /** All values, if finitely many. */
  List<String> values() {
    if (!list.isEmpty()) {
      return list;
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "--set %s: number of values missing; add :N, or use --random N".formatted(option));
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(at(count == 1 ? 0 : i / (count - 1.0)));
    }
    return values.stream().distinct().toList();
  }

  /** A random value from the list or the range. */
  String draw(Random random) {
    return list.isEmpty() ? at(random.nextDouble()) : list.get(random.nextInt(list.size()));
  }

  private String at(double part) {
    double value = logarithmic ? low * Math.pow(high / low, part) : low + (high - low) * part;
    if (whole) {
      return Long.toString(Math.round(value));
    }
    // Six digits, so that the printed value is the one used.
    return trimmed(String.format(Locale.ROOT, "%.6g", value));
  }

  private static String trimmed(String number) {
    return number.contains("e") || !number.contains(".")
        ? number
        : number.replaceFirst("\\.?0+$", "");
  }

  /** All combinations of the settings' values, the last setting varying fastest. */
  static List<List<String>> combinations(List<Setting> settings) {
    List<List<String>> all = List.of(List.of());
    for (Setting setting : settings) {
      List<List<String>> longer = new ArrayList<>();
      for (List<String> before : all) {
        for (String value : setting.values()) {
          List<String> one = new ArrayList<>(before);
          one.add(value);
          longer.add(one);
        }
      }
      if (longer.size() > MOST) {
        throw new IllegalArgumentException(
            "more than %d combinations; give fewer values, or use --random N".formatted(MOST));
      }
      all = longer;
    }
    return all;
  }

  /** Distinct random combinations, up to the requested or available number. */
  static List<List<String>> random(List<Setting> settings, int wanted, long seed) {
    Random random = new Random(seed);
    Set<List<String>> all = new LinkedHashSet<>();
    for (int tries = 0; all.size() < wanted && tries < 100 * wanted; tries++) {
      String[] one = new String[settings.size()];
      Arrays.setAll(one, i -> settings.get(i).draw(random));
      all.add(List.of(one));
    }
    return List.copyOf(all);
  }
}
