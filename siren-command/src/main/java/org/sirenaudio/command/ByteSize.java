package org.sirenaudio.command;

import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Sizes of files as people give them and read them: bytes, kB of 1000 of them, KiB of 1024. */
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
   * Bytes, from a number and a unit.
   *
   * @throws IllegalArgumentException if it is no size of at least a byte
   */
  public static long parse(String text) {
    Matcher size = SIZE.matcher(text.strip());
    Long unit = size.matches() ? UNITS.get(size.group(2).toLowerCase(Locale.ROOT)) : null;
    double bytes = unit == null ? 0 : Double.parseDouble(size.group(1)) * unit;
    if (!(bytes >= 1 && bytes < Long.MAX_VALUE)) {
      throw new IllegalArgumentException(
          "a size is a number of bytes, or has a unit as 200kB, 1.5MB, 64KiB or 2MiB have, not "
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
