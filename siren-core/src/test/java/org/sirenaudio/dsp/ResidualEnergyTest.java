package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class ResidualEnergyTest {
  private static final int FRAMES = 9;

  /** The covariance of a first-order model, a^|i−k| / (1 − a²), has this inverse. */
  @Test
  void theMatrixOfAWholeSoundIsTheInverseCovariance() {
    double a = 0.8;
    Autoregression model = new Autoregression(new double[] {1, -a}, 1);
    ResidualEnergy energy = new ResidualEnergy(model, FRAMES, true, true);
    for (int i = 0; i < FRAMES; i++) {
      boolean end = i == 0 || i == FRAMES - 1;
      assertThat(energy.between(i, i)).isCloseTo(end ? 1 : 1 + a * a, within(1e-12));
      if (i > 0) {
        assertThat(energy.between(i, i - 1)).isCloseTo(-a, within(1e-12));
        assertThat(energy.between(i - 1, i)).isCloseTo(-a, within(1e-12));
      }
    }
  }

  @Test
  void withinALongerSoundTheMatrixIsToeplitz() {
    double[] coefficients = {1, -0.5, 0.25, 0.1};
    Autoregression model = new Autoregression(coefficients, 1);
    ResidualEnergy energy = new ResidualEnergy(model, FRAMES, false, false);
    for (int i = 0; i < FRAMES; i++) {
      for (int k = Math.max(0, i - energy.order()); k <= i; k++) {
        assertThat(energy.between(i, k)).isEqualTo(model.energyByLag()[i - k]);
      }
    }
  }
}
