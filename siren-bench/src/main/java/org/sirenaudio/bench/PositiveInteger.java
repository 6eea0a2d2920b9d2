package org.sirenaudio.bench;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A number of things on the command line: at least one. */
final class PositiveInteger implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String word) {
    if (!word.matches("0*[1-9]\\d{0,8}")) {
      throw new TypeConversionException("'" + word + "' is not a whole number from 1 on");
    }
    return Integer.valueOf(word);
  }
}
