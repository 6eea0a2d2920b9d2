package org.sirenaudio.cli.sweep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.Set;

/**
 * An option of {@code siren fit} and the values that it takes: a list, or a range from which values
 * are taken evenly, by their distance or by their ratio.
 *
 * @param option without its hyphens
 * @param list values one by one; empty for a range
 * @param low end of a range
 * @param high other end of a range
 * @param count of values in a range; 0 where it has none, which only a random sweep can do with
 * @param logarithmic whether values of a range are even by their ratio
 * @param whole whether its values are whole numbers
 */
record Setting(
    String option,
    List<String> list,
    double low,
    double high,
    int count,
    boolean logarithmic,
    boolean whole) {

  private static final int MOST = 10_000;

  /**
   * From {@code NAME=A,B,C}, {@code NAME=log:FROM:TO:N} or {@code NAME=lin:FROM:TO:N}.
   *
   * @param whole whether the option takes whole numbers alone
   * @throws IllegalArgumentException if it is none of them; the message says what is wrong
   */
  static Setting parse(String text, boolean whole) {
    int equals = text.indexOf('=');
    String option = option(text);
    String values = text.substring(equals + 1);
    if (values.isEmpty()) {
      throw new IllegalArgumentException("--set " + text + ": names no values");
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
          "--set %s: a range is log:FROM:TO:N or lin:FROM:TO:N, N from 1 to %d, logarithms of what is above 0"
              .formatted(text, MOST),
          e);
    }
  }

  /** The option that a text of {@code --set} names. */
  static String option(String text) {
    int equals = text.indexOf('=');
    if (equals < 1) {
      throw new IllegalArgumentException("--set takes NAME=VALUES, not " + text);
    }
    return text.substring(0, equals).replaceFirst("^--", "");
  }

  /** All values, where they can be counted. */
  List<String> values() {
    if (!list.isEmpty()) {
      return list;
    }
    if (count == 0) {
      throw new IllegalArgumentException(
          "--set %s: says not how many values; add :N, or --random N".formatted(option));
    }
    List<String> values = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      values.add(at(count == 1 ? 0 : i / (count - 1.0)));
    }
    return values.stream().distinct().toList();
  }

  /** A value drawn at random from the list, or from all of the range. */
  String draw(Random random) {
    return list.isEmpty() ? at(random.nextDouble()) : list.get(random.nextInt(list.size()));
  }

  private String at(double part) {
    double value = logarithmic ? low * Math.pow(high / low, part) : low + (high - low) * part;
    if (whole) {
      return Long.toString(Math.round(value));
    }
    // Six digits: what is written is what is used.
    return trimmed(String.format(Locale.ROOT, "%.6g", value));
  }

  private static String trimmed(String number) {
    return number.contains("e") || !number.contains(".")
        ? number
        : number.replaceFirst("\\.?0+$", "");
  }

  /** Every combination of some settings' values, the last setting's changing first. */
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
            "more than %d combinations; name fewer values, or --random N".formatted(MOST));
      }
      all = longer;
    }
    return all;
  }

  /** Combinations drawn at random, no two alike: as many as wanted, or as there are. */
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
