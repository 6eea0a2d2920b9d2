package org.sirenaudio.error;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.Locale;

/** Formatting of numbers in messages. */
public final class Figure {

  /** A microsecond at one second, a millisecond at one hour. */
  private static final MathContext DIGITS = new MathContext(7, RoundingMode.HALF_UP);

  private Figure() {}

  /** At most seven digits, such as 3.8025 or 9. */
  public static String of(double value) {
    return Double.isFinite(value)
        ? new BigDecimal(value).round(DIGITS).stripTrailingZeros().toPlainString()
        : Double.toString(value);
  }

  /** The given number of decimals, never -0.0; a dash for NaN. */
  public static String fixed(double value, int digits) {
    if (Double.isNaN(value)) {
      return "–";
    }
    if (Double.isInfinite(value)) {
      return value > 0 ? "∞" : "−∞";
    }
    String text = String.format(Locale.ROOT, "%." + digits + "f", value);
    return text.matches("-0(\\.0*)?") ? text.substring(1) : text;
  }

  /** Such as 47.3 dB. */
  public static String decibels(double value) {
    return fixed(value, 1) + " dB";
  }

  /**
   * Such as 1 step, or 2,000 steps.
   *
   * @param what the singular noun; the plural adds an s
   */
  public static String count(long number, String what) {
    return String.format(Locale.ROOT, "%,d %s%s", number, what, number == 1 ? "" : "s");
  }
}
