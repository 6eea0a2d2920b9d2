package org.sirenaudio.bench.console;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

/** A count on the command line: at least one. */
public final class PositiveInteger implements ITypeConverter<Integer> {

  @Override
  public Integer convert(String word) {
    if (!word.matches("0*[1-9]\\d{0,8}")) {
      throw new TypeConversionException("'" + word + "' is not an integer of at least 1");
    }
    return Integer.valueOf(word);
  }
}
