package org.sirenaudio.fit.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

class SinusoidPursuitTest {

  private static final NetworkSpec KIND = NetworkSpec.siren(1, 1, 30, 30);

  private static double error(Network network, Points problem) {
    NormalEquations equations = Kernels.best().normalEquations(network.layers());
    double halfSquares = equations.evaluate(network.parameters(), problem);
    return 2 * halfSquares / problem.targets().length;
  }

  @Test
  void findsTwoTonesAndAConstant() {
    float[] targets = new float[301];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) (0.2 + Math.sin(0.31 * i + 1) + 0.25 * Math.sin(0.97 * i - 2));
    }
    Points problem = Points.evenlySpaced(targets, 1);
    SinusoidPursuit found = SinusoidPursuit.of(problem, 2, 0, () -> false);
    assertThat(found.sinusoids()).isEqualTo(2);
    // Frequencies are read from a spectrum, so training still has something to do.
    assertThat(found.error()).isLessThan(0.01 * 0.53);
    assertThat(error(found.network(KIND), problem)).isCloseTo(found.error(), within(1e-6));
    assertThat(found.highest()).isCloseTo(0.97 * 150, within(1.0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void everySinusoidReducesTheErrorAndTheNetworkSumsThem(int channels) {
    SplittableRandom random = new SplittableRandom(3);
    float[] targets = new float[channels * 128];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) random.nextDouble(-1, 1);
    }
    Points problem = Points.evenlySpaced(targets, channels);
    double before = Double.POSITIVE_INFINITY;
    for (int most = 1; most <= 32; most++) {
      SinusoidPursuit found = SinusoidPursuit.of(problem, most, 0, () -> false);
      assertThat(found.error()).isLessThan(before);
      assertThat(error(found.network(KIND.withOutFeatures(channels)), problem))
          .isCloseTo(found.error(), within(1e-5));
      before = found.error();
    }
  }

  @Test
  void sinusoidsOfTheResidualAreAddedToANetwork() {
    SplittableRandom random = new SplittableRandom(4);
    float[] targets = new float[100];
    float[] rest = new float[100];
    for (int i = 0; i < targets.length; i++) {
      targets[i] = (float) random.nextDouble(-1, 1);
    }
    Points problem = Points.evenlySpaced(targets, 1);
    Network narrow = SinusoidPursuit.of(problem, 3, 0, () -> false).network(KIND);
    float[] residuals =
        Kernels.best().normalEquations(narrow.layers()).residuals(narrow.parameters(), problem);
    for (int i = 0; i < rest.length; i++) {
      rest[i] = -residuals[i];
    }
    SinusoidPursuit more = SinusoidPursuit.of(Points.evenlySpaced(rest, 1), 4, 0, () -> false);
    Network wide = more.added(narrow);
    assertThat(wide.spec().hiddenFeatures()).isEqualTo(7);
    assertThat(error(wide, problem)).isCloseTo(more.error(), within(1e-5));
  }

  /** Near half the points' rate sine and cosine are nearly the same: amplitudes would explode. */
  @Test
  void amplitudesStayBoundedNearTheNyquistFrequency() {
    for (int seed = 0; seed < 50; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      float[] targets = new float[99];
      for (int i = 0; i < targets.length; i++) {
        targets[i] = (float) ((i % 2 == 0 ? 1 : -1) * Math.sin(0.01 * i * seed));
        targets[i] += (float) random.nextDouble(-0.1, 0.1);
      }
      Points problem = Points.evenlySpaced(targets, 1);
      SinusoidPursuit found = SinusoidPursuit.of(problem, 12, 0, () -> false);
      Network network = found.network(KIND);
      for (float parameter : network.parameters()) {
        assertThat(Math.abs(parameter)).as("seed %d", seed).isLessThan(3);
      }
      assertThat(error(network, problem)).isCloseTo(found.error(), within(1e-4));
    }
  }

  @Test
  void oneSinusoidIsFoundEvenAfterTheTimeIsUp() {
    Points problem = Points.evenlySpaced(new float[] {1, -1, 1, -1, 1, 0}, 1);
    assertThat(SinusoidPursuit.of(problem, 5, 0, () -> true).sinusoids()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 16, 17})
  void shortAndSilentStretchesGiveAResult(int points) {
    float[] targets = new float[points];
    assertThat(SinusoidPursuit.of(Points.evenlySpaced(targets, 1), 4, 0, () -> false).sinusoids())
        .isZero();
    targets[0] = 1;
    Points click = Points.evenlySpaced(targets, 1);
    SinusoidPursuit found = SinusoidPursuit.of(click, 4, 0, () -> false);
    assertThat(found.error()).isFinite().isLessThanOrEqualTo(1.0 / points);
    assertThat(error(found.network(KIND), click)).isCloseTo(found.error(), within(1e-5));
  }
}
