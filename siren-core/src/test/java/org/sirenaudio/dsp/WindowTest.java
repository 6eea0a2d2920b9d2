package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowTest {
  @ParameterizedTest
  @ValueSource(ints = {2, 3, 4, 7, 240, 1201})
  void hannWindowsFollowTheFormula(int length) {
    double[] periodic = Window.HANN_PERIODIC.samples(length);
    double[] symmetric = Window.HANN_SYMMETRIC.samples(length);
    for (int n = 0; n < length; n++) {
      assertThat(periodic[n])
          .isCloseTo(0.5 - 0.5 * Math.cos(2 * Math.PI * n / length), within(1e-15));
      assertThat(symmetric[n])
          .isCloseTo(0.5 - 0.5 * Math.cos(2 * Math.PI * n / (length - 1)), within(1e-15));
      assertThat(symmetric[n]).isEqualTo(symmetric[length - 1 - n]);
    }
  }

  @Test
  void periodicHannAddsUpToOneAtHalfOverlap() {
    double[] window = Window.HANN_PERIODIC.samples(64);
    for (int n = 0; n < 32; n++) {
      assertThat(window[n] + window[n + 32]).isCloseTo(1, within(1e-15));
    }
  }

  @ParameterizedTest
  @EnumSource(Window.class)
  void aWindowOfOnePointIsOneAndOfNoneIsRefused(Window window) {
    assertThat(window.samples(1)).containsExactly(1);
    assertThatIllegalArgumentException().isThrownBy(() -> window.samples(0));
    assertThat(Window.byName(window.name())).isEqualTo(window);
  }

  @Test
  void unknownNameListsTheNames() {
    assertThat(Window.byName("hann")).isEqualTo(Window.HANN_PERIODIC);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Window.byName("kaiser"))
        .withMessage("no window named 'kaiser'; choose hann, hann_symmetric or rectangular");
  }
}
