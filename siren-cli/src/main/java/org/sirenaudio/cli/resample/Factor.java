package org.sirenaudio.cli.resample;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/**
 * By how much a sample rate is multiplied or divided.
 *
 * @param value above 1
 */
record Factor(double value) {

  static final class Converter implements ITypeConverter<Factor> {
    @Override
    public Factor convert(String text) {
      double value;
      try {
        value = Double.parseDouble(text);
      } catch (NumberFormatException e) {
        value = Double.NaN;
      }
      if (!(value > 1 && Double.isFinite(value))) {
        throw new TypeConversionException(
            "a factor is a number above 1, such as 2 or 1.5, not " + text);
      }
      return new Factor(value);
    }
  }

  /**
   * The factor, where frames are kept or left out whole.
   *
   * @throws IllegalArgumentException if it is no whole number
   */
  int whole(String option) {
    if (value != Math.rint(value) || value > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          option + " keeps every FACTOR-th frame, a whole number, not " + value);
    }
    return (int) value;
  }
}
