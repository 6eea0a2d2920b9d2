package org.sirenaudio.cli.fit;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.sirenaudio.error.BadDataException;

/** The units and the time column, from a CSV file's header. */
record PointsNames(double secondsPerUnit) {

  /** Without a header, or without units in it. */
  static final PointsNames NONE = new PointsNames(1);

  private static final double MILLI = 1e-3;
  private static final double MICRO = 1e-6;
  private static final double NANO = 1e-9;
  private static final double MINUTE = 60;
  private static final double HOUR = 3600;

  private static final Map<String, Double> UNITS =
      Map.ofEntries(
          Map.entry("s", 1.0),
          Map.entry("sec", 1.0),
          Map.entry("secs", 1.0),
          Map.entry("second", 1.0),
          Map.entry("seconds", 1.0),
          Map.entry("sekunden", 1.0),
          Map.entry("ms", MILLI),
          Map.entry("msec", MILLI),
          Map.entry("millisecond", MILLI),
          Map.entry("milliseconds", MILLI),
          Map.entry("us", MICRO),
          Map.entry("µs", MICRO),
          Map.entry("μs", MICRO),
          Map.entry("usec", MICRO),
          Map.entry("microsecond", MICRO),
          Map.entry("microseconds", MICRO),
          Map.entry("ns", NANO),
          Map.entry("nanoseconds", NANO),
          Map.entry("min", MINUTE),
          Map.entry("minutes", MINUTE),
          Map.entry("h", HOUR),
          Map.entry("hours", HOUR));

  private static final Set<String> TIMES = Set.of("time", "t", "zeit", "temps", "tiempo");
  private static final Set<String> COUNTS =
      Set.of("sample", "samples", "frame", "frames", "index", "n");
  private static final Set<String> DECIBELS = Set.of("db", "dbfs");

  private static final Pattern HUMP = Pattern.compile("(\\p{Ll})(\\p{Lu})");
  private static final Pattern BETWEEN = Pattern.compile("[^\\p{L}%]+");

  /** The words of a name, also split at camel-case boundaries as in timeMs. */
  private static List<String> words(String name) {
    String apart = name + " " + HUMP.matcher(name).replaceAll("$1 $2");
    return BETWEEN
        .splitAsStream(apart.toLowerCase(Locale.ROOT))
        .filter(word -> !word.isEmpty())
        .toList();
  }

  /**
   * Reads the header.
   *
   * @throws BadDataException if the first column is not time, another one is, or a value is not an
   *     amplitude
   */
  static PointsNames of(List<String> names, PointsLine line) throws BadDataException {
    for (String name : names.subList(1, names.size())) {
      for (String word : words(name)) {
        if (TIMES.contains(word)) {
          throw line.bad("'%s' must be the first column", name);
        }
        if (DECIBELS.contains(word)) {
          throw line.bad("'%s' is in decibels; give amplitudes, where ±1 is full scale", name);
        }
      }
    }
    for (String word : words(names.getFirst()).reversed()) {
      if (COUNTS.contains(word)) {
        throw line.bad("'%s' is a count; give times in seconds", names.getFirst());
      }
      Double unit = UNITS.get(word);
      if (unit != null) {
        return new PointsNames(unit);
      }
    }
    return NONE;
  }
}
