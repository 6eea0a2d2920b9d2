package org.sirenaudio.cli.picture;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.data.Offset.offset;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Where the values of a setting are on an axis. */
class SweepAxisTest {

  @Test
  void numbersAreSortedAndPlacedByValue() {
    SweepAxis axis = SweepAxis.of(List.of("48", "16", "24", "16"));
    assertThat(axis.values()).containsExactly("16", "24", "48");
    assertThat(axis.place("24")).isEqualTo(0.25);
    assertThat(axis.place("16")).isZero();
    assertThat(axis.place("48")).isOne();
  }

  @Test
  void aDecadeIsLogarithmic() {
    SweepAxis axis = SweepAxis.of(List.of("200", "20000", "2000"));
    assertThat(axis.place("2000")).isCloseTo(0.5, offset(1e-12));
    assertThat(SweepAxis.of(List.of("0", "50", "100")).place("50")).isEqualTo(0.5);
  }

  @Test
  void wordsKeepTheirOrderAndAreEvenlySpaced() {
    SweepAxis axis = SweepAxis.of(List.of("muon", "adam", "muon", "lm"));
    assertThat(axis.values()).containsExactly("muon", "adam", "lm");
    assertThat(axis.place("adam")).isEqualTo(0.5);
    assertThat(SweepAxis.of(List.of("auto")).place("auto")).isEqualTo(0.5);
  }
}
