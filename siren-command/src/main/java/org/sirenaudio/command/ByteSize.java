package org.sirenaudio.command;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** File sizes on the command line and in output: bytes, kB of 1000 bytes, KiB of 1024. */
public final class ByteSize {

  private static final Map<String, Long> UNITS =
      Map.of(
          "",
          1L,
          "b",
          1L,
          "k",
          1000L,
          "kb",
          1000L,
          "kib",
          1L << 10,
          "m",
          1_000_000L,
          "mb",
          1_000_000L,
          "mib",
          1L << 20);

  private static final Pattern SIZE = Pattern.compile("(\\d{1,15}(?:\\.\\d{1,9})?) ?([a-zA-Z]*)");

  private ByteSize() {}

  /**
   * Parses a number with a unit to bytes.
   *
   * @throws IllegalArgumentException if it is not a size of at least one byte
   */
  public static long parse(String text) {
    Matcher size = SIZE.matcher(text.strip());
    Long unit = size.matches() ? UNITS.get(size.group(2).toLowerCase(Locale.ROOT)) : null;
    double bytes = unit == null ? 0 : Double.parseDouble(size.group(1)) * unit;
    if (!(bytes >= 1 && bytes < Long.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "a size must be a number of bytes, or have a unit, such as 200kB, 1.5MB, 64KiB or 2MiB,"
              + " not "
              + text);
    }
    return (long) bytes;
  }

  /** Rounded, such as 198 kB. */
  public static String text(long bytes) {
    if (bytes < 1000) {
      return bytes + " bytes";
    }
    double thousands = bytes / 1000.0;
    return thousands < 999.5 ? rounded(thousands) + " kB" : rounded(thousands / 1000) + " MB";
  }

  private static String rounded(double value) {
    return String.format(Locale.ROOT, value < 10 ? "%.1f" : "%,.0f", value);
  }
}
