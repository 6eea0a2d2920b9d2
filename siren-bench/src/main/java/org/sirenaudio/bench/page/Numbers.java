package org.sirenaudio.bench.page;

import java.util.Locale;
import java.util.function.DoubleFunction;
import org.sirenaudio.bench.timing.Series;

/** Number formats of the page. */
public final class Numbers {

  private static final double KIB = 1 << 10;
  private static final double MIB = 1 << 20;

  private Numbers() {}

  public static String seconds(double seconds) {
    if (seconds >= 1) {
      return digits(seconds) + " s";
    }
    return seconds >= 1e-3 ? digits(1e3 * seconds) + " ms" : digits(1e6 * seconds) + " µs";
  }

  public static String percent(double share) {
    return format("%.1f %%", 100 * share);
  }

  public static String times(double ratio) {
    return format("%.2f×", ratio);
  }

  public static String decibels(double value) {
    return format("%.1f dB", value);
  }

  public static String bytes(long bytes) {
    return bytes >= MIB ? format("%.2f MiB", bytes / MIB) : format("%.1f KiB", bytes / KIB);
  }

  public static String count(long count) {
    return format("%,d", count);
  }

  /** Three significant digits. */
  public static String digits(double value) {
    if (value >= 100) {
      return format("%.0f", value);
    }
    return value >= 10 ? format("%.1f", value) : format("%.2f", value);
  }

  /** The interquartile range. */
  static String spread(Series figure, DoubleFunction<String> unit) {
    return unit.apply(figure.lowerQuartile()) + " … " + unit.apply(figure.upperQuartile());
  }

  private static String format(String pattern, Object value) {
    return String.format(Locale.ROOT, pattern, value);
  }
}
