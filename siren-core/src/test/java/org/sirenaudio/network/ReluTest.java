package org.sirenaudio.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.layer.Layers;

/** Networks of rectified linear units, with and without a positional encoding. */
class ReluTest {

  @Test
  void theEncodingFollowsThePaper() {
    Network network = Network.create(NetworkSpec.positional(8, 1, 6), 1);
    for (double x : new double[] {-1, -0.37, 0, 0.5, 0.9}) {
      List<LayerTrace> trace = network.trace(new double[][][] {{{x}}});
      assertThat(trace).extracting(LayerTrace::name).containsExactly("encoding", "net.0", "net.1");
      double[] encoded = trace.getFirst().values()[0][0];
      for (int k = 0; k < 6; k++) {
        double phase = Math.scalb(Math.PI * x, k);
        assertThat(encoded[2 * k]).isCloseTo(Math.sin(phase), within(1e-9));
        assertThat(encoded[2 * k + 1]).isCloseTo(Math.cos(phase), within(1e-9));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 7})
  void kernelsAgreeWithPlainArithmetic(int octaves) {
    NetworkSpec spec =
        octaves == 0 ? NetworkSpec.relu(20, 3) : NetworkSpec.positional(20, 3, octaves);
    Network network = Network.create(spec.withOutFeatures(2), 1);
    double[][][] x = {{{-0.9}, {-0.2}, {0.33}, {1}}};
    double[][][] fast = network.forward(x);
    double[][][] plain = network.derivative(x, 0);
    for (int i = 0; i < x[0].length; i++) {
      assertThat(fast[0][i]).containsExactly(plain[0][i], within(1e-4));
    }
  }

  @Test
  void derivativesEqualFiniteDifferences() {
    Network network = Network.create(NetworkSpec.positional(20, 2, 4), 1);
    double h = 1e-6;
    for (double x : new double[] {-0.71, 0.123, 0.62}) {
      double[][] y = network.derivative(new double[][][] {{{x - h}, {x}, {x + h}}}, 0)[0];
      double[][][] here = {{{x}}};
      assertThat(network.derivative(here, 1)[0][0][0])
          .isCloseTo((y[2][0] - y[0][0]) / (2 * h), within(1e-4));
    }
  }

  @Test
  void theHighestOctaveIsNearestToTheFrequency() {
    assertThat(new InputEncoding.Positional(1).highestHz(4)).isEqualTo(0.25);
    assertThat(new InputEncoding.Positional(12).highestHz(4)).isEqualTo(512);
    assertThat(octaves(512, 4)).isEqualTo(12);
    assertThat(octaves(720, 4)).isEqualTo(12);
    assertThat(octaves(730, 4)).isEqualTo(13);
    assertThat(octaves(1e-3, 4)).isEqualTo(1);
    assertThat(octaves(1e9, 1e5)).isEqualTo(InputEncoding.Positional.MOST_OCTAVES);
  }

  private static int octaves(double hertz, double seconds) {
    return InputEncoding.Positional.upTo(hertz, seconds).octaves();
  }

  @Test
  void fixedEncodingParametersAreNotCountedAsLearned() {
    assertThat(NetworkSpec.relu(64, 4).learnedCount()).isEqualTo(64 * 2 + 3 * 65 * 64 + 65);
    NetworkSpec encoded = NetworkSpec.positional(64, 4, 10);
    assertThat(encoded.learnedCount()).isEqualTo(64 * 21 + 3 * 65 * 64 + 65);
    assertThat(encoded.parameterCount()).isEqualTo(encoded.learnedCount() + 40);
  }

  @Test
  void weightsFillTheRangesOfTheirSources() {
    Network network = Network.create(NetworkSpec.positional(300, 2, 20), 3);
    Layers layers = network.layers();
    fills(network, layers.weightOffset(1), layers.biasOffset(1), Math.sqrt(6 / 40.0));
    fills(network, layers.biasOffset(1), layers.weightOffset(2), 1 / Math.sqrt(40));
    fills(network, layers.weightOffset(2), layers.biasOffset(2), Math.sqrt(6 / 300.0));
    fills(network, layers.weightOffset(3), layers.biasOffset(3), 1 / Math.sqrt(300));
  }

  private static void fills(Network network, int from, int to, double bound) {
    double most = 0;
    for (int i = from; i < to; i++) {
      most = Math.max(most, Math.abs((double) network.parameters()[i]));
    }
    assertThat(most).isBetween(0.97 * bound, bound * (1 + 1e-6));
  }

  @Test
  void invalidSpecsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkSpec.relu(0, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkSpec.positional(1, 1, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkSpec.positional(1, 1, 99));
    NetworkSpec encoded = NetworkSpec.positional(1, 1, 3);
    assertThatIllegalArgumentException().isThrownBy(() -> encoded.withInFeatures(2));
  }
}
