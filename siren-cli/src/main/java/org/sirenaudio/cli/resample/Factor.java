package org.sirenaudio.cli.resample;

import java.util.Locale;
import org.sirenaudio.cli.console.SoundText;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * A sample-rate ratio: above 1, a number or a ratio such as 16/3.
 *
 * @param text as given
 */
record Factor(String text, double above, double below) {

  /** Rounding tolerance for integer rates. */
  private static final double ROUNDING = 1e-9;

  static final class Converter implements ITypeConverter<Factor> {
    @Override
    public Factor convert(String text) {
      String[] parts = text.split("/", 2);
      double above = number(parts[0]);
      double below = parts.length == 1 ? 1 : number(parts[1]);
      if (!(above > below && below > 0 && above <= Double.MAX_VALUE)) {
        throw new TypeConversionException(
            "a factor must be above 1, such as 2, 1.5 or 16/3, not " + text);
      }
      return new Factor(text, above, below);
    }
  }

  /** For keeping or dropping whole frames. */
  static final class WholeConverter implements ITypeConverter<Integer> {
    @Override
    public Integer convert(String text) {
      double value = number(text);
      if (!(value >= 2 && value <= Integer.MAX_VALUE && value == Math.rint(value))) {
        throw new TypeConversionException("FACTOR must be an integer of at least 2, not " + text);
      }
      return (int) value;
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * A rate multiplied.
   *
   * @throws IllegalArgumentException if a WAV file cannot hold the result
   */
  double times(double rate) {
    return whole(rate * above / below, rate);
  }

  /**
   * A rate divided.
   *
   * @throws IllegalArgumentException if a WAV file cannot hold the result
   */
  double divide(double rate) {
    return whole(rate * below / above, rate);
  }

  private double whole(double wanted, double rate) {
    double nearest = Math.max(1, Math.rint(wanted));
    if (Math.abs(wanted - nearest) > ROUNDING * wanted) {
      throw new IllegalArgumentException(
          String.format(
              Locale.ROOT,
              "--factor %s turns %s Hz into %.3f Hz, but sound files hold integer rates only; use"
                  + " --rate %.0f",
              text,
              SoundText.rate(rate),
              wanted,
              nearest));
    }
    return nearest;
  }
}
