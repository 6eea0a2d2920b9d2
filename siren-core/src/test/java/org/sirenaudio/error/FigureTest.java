package org.sirenaudio.error;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FigureTest {

  @ParameterizedTest
  @CsvSource({
    "9.0, 9",
    "3.8025, 3.8025",
    "0.500040502227623, 0.5000405",
    "3600.000022675737, 3600",
    "100.0, 100",
    "-0.0, 0",
    "1e-9, 0.000000001",
    "48000, 48000",
    "NaN, NaN",
    "Infinity, Infinity"
  })
  void numbersHaveAtMostSevenDigits(double value, String text) {
    assertThat(Figure.of(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({
    "47.26, 47.3 dB",
    "-0.04, 0.0 dB",
    "-0.0, 0.0 dB",
    "-0.06, -0.1 dB",
    "NaN, – dB",
    "Infinity, ∞ dB",
    "-Infinity, −∞ dB"
  })
  void decibelsHaveOneDecimal(double value, String text) {
    assertThat(Figure.decibels(value)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"-0.001, 2, 0.00", "-0.4, 0, 0", "-10, 0, -10", "-0.005001, 2, -0.01", "2, 3, 2.000"})
  void negativeZeroIsPrintedAsZero(double value, int digits, String text) {
    assertThat(Figure.fixed(value, digits)).isEqualTo(text);
  }

  @ParameterizedTest
  @CsvSource({"0, 0 steps", "1, 1 step", "2, 2 steps", "2000, '2,000 steps'"})
  void countsAreSingularOrPlural(long number, String text) {
    assertThat(Figure.count(number, "step")).isEqualTo(text);
  }
}
