package org.sirenaudio.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AxisTest {

  @ParameterizedTest
  @CsvSource({
    "-0.85, 0.85, 3",
    "-1.08, 1.08, 3",
    "0, 1, 3",
    "-3e-9, 3e-9, 3",
    "0, 47.4, 5",
    "0, 3.8025, 11"
  })
  void everyAxisHasAtLeastTwoTicks(double low, double high, int most) {
    double step = new Plot.Axis(low, high, "amplitude").step(most);
    assertThat(Math.floor(high / step) - Math.ceil(low / step)).isBetween(1.0, most + 1.0);
  }
}
