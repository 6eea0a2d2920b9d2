package org.sirenaudio.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class MlpTest {

  @Test
  void theEncodingIsThatOfThePaper() {
    Mlp network = Mlp.create(new MlpConfig(1, 8, 1, 6), 1);
    for (double x : new double[] {-1, -0.37, 0, 0.5, 0.9}) {
      double[] encoded = network.trace(new double[][][] {{{x}}}).getFirst().values()[0][0];
      for (int k = 0; k < 6; k++) {
        double phase = Math.scalb(Math.PI * x, k);
        assertThat(encoded[2 * k]).isCloseTo(Math.sin(phase), within(1e-9));
        assertThat(encoded[2 * k + 1]).isCloseTo(Math.cos(phase), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void theKernelsAgreeWithThePlainArithmetic(int octaves) {
    Mlp network = Mlp.create(new MlpConfig(2, 20, 3, octaves), 1);
    double[][][] x = {{{-0.9}, {-0.2}, {0.33}, {1}}};
    double[][][] fast = network.forward(x);
    double[][][] plain = network.derivative(x, 0);
    for (int i = 0; i < x[0].length; i++) {
      assertThat(fast[0][i]).containsExactly(plain[0][i], within(1e-4));
    }
  }

  @Test
  void derivativesAreThoseOfFiniteDifferences() {
    Mlp network = Mlp.create(new MlpConfig(1, 20, 2, 4), 1);
    double h = 1e-6;
    for (double x : new double[] {-0.71, 0.123, 0.62}) {
      double[][] y = network.derivative(new double[][][] {{{x - h}, {x}, {x + h}}}, 0)[0];
      double[][][] here = {{{x}}};
      assertThat(network.derivative(here, 1)[0][0][0])
          .isCloseTo((y[2][0] - y[0][0]) / (2 * h), within(1e-4));
    }
  }

  @Test
  void theHighestOctaveIsTheNearestToAFrequency() {
    assertThat(MlpConfig.highestHz(1, 4)).isEqualTo(0.25);
    assertThat(MlpConfig.highestHz(12, 4)).isEqualTo(512);
    assertThat(MlpConfig.octaves(512, 4)).isEqualTo(12);
    assertThat(MlpConfig.octaves(720, 4)).isEqualTo(12);
    assertThat(MlpConfig.octaves(730, 4)).isEqualTo(13);
    assertThat(MlpConfig.octaves(1e-3, 4)).isEqualTo(1);
    assertThat(MlpConfig.octaves(1e9, 1e5)).isEqualTo(MlpConfig.MOST_OCTAVES);
  }

  @Test
  void parametersAreThoseThatAreLearned() {
    assertThat(new MlpConfig(1, 64, 4, 0).parameterCount()).isEqualTo(64 * 2 + 3 * 65 * 64 + 65);
    assertThat(new MlpConfig(1, 64, 4, 10).parameterCount()).isEqualTo(64 * 21 + 3 * 65 * 64 + 65);
    assertThatIllegalArgumentException().isThrownBy(() -> new MlpConfig(1, 0, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> new MlpConfig(1, 1, 1, 99));
  }
}
