package org.sirenaudio.fit.lm;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.dsp.SymmetricSystem;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.kernel.NormalEquations;
import org.sirenaudio.kernel.Points;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;

class FeaturePruningTest {
  private static final int POINTS = 200;
  private static final double OMEGA0 = 100;

  @ParameterizedTest
  @ValueSource(ints = {2, 5, 12})
  void theErrorRisesAsPredicted(int features) {
    SplittableRandom random = new SplittableRandom(features);
    float[] targets = noise(random);
    Network network = leastSquares(features, targets, random);
    Points problem = Points.evenlySpaced(targets, 1);
    FeaturePruning pruning = FeaturePruning.of(network, POINTS);
    double before = squaredError(network, problem);
    double after = squaredError(pruning.pruned(), problem);
    assertThat(after - before).isCloseTo(pruning.rise(), within(1e-3 * before));
    assertThat(pruning.pruned().spec().hiddenFeatures()).isEqualTo(features - 1);
  }

  @Test
  void aFeatureWithoutOutputIsPrunedFirst() {
    SplittableRandom random = new SplittableRandom(7);
    float[] targets = noise(random);
    Network network = leastSquares(4, targets, random);
    network.parameters()[network.layers().weightOffset(1) + 2] = 0;
    FeaturePruning pruning = FeaturePruning.of(network, POINTS);
    assertThat(pruning.rise()).isZero();
    float[] kept = network.parameters();
    assertThat(pruning.pruned().parameters())
        .containsExactly(
            kept[0], kept[1], kept[3], kept[4], kept[5], kept[7], kept[8], kept[9], kept[11],
            kept[12]);
  }

  private static float[] noise(SplittableRandom random) {
    float[] noise = new float[POINTS];
    for (int i = 0; i < POINTS; i++) {
      noise[i] = (float) random.nextDouble(-1, 1);
    }
    return noise;
  }

  /** Random frequencies and phases, with the amplitudes of least squares. */
  private static Network leastSquares(int features, float[] targets, SplittableRandom random) {
    NetworkSpec spec = NetworkSpec.siren(features, 1, OMEGA0, 1);
    Layers layers = spec.layers();
    float[] parameters = new float[spec.parameterCount()];
    for (int k = 0; k < features; k++) {
      parameters[layers.weightOffset(0) + k] = (float) random.nextDouble(-1, 1);
      parameters[layers.biasOffset(0) + k] = (float) random.nextDouble(0, 2 * Math.PI / OMEGA0);
    }
    double[][] gram = new double[features + 1][features + 1];
    double[] right = new double[features + 1];
    for (int t = 0; t < POINTS; t++) {
      double x = -1 + 2.0 * t / (POINTS - 1);
      double[] row = new double[features + 1];
      row[features] = 1;
      for (int k = 0; k < features; k++) {
        row[k] = Math.sin(OMEGA0 * (parameters[k] * x + parameters[layers.biasOffset(0) + k]));
      }
      for (int i = 0; i <= features; i++) {
        right[i] += row[i] * targets[t];
        for (int j = 0; j <= i; j++) {
          gram[i][j] += row[i] * row[j];
        }
      }
    }
    double[] amplitudes = SymmetricSystem.of(gram, 0).solve(right);
    for (int k = 0; k <= features; k++) {
      parameters[layers.weightOffset(1) + k] = (float) amplitudes[k];
    }
    return Network.of(spec, parameters);
  }

  private static double squaredError(Network network, Points problem) {
    NormalEquations equations = Kernels.best().normalEquations(network.layers());
    return 2 * equations.evaluate(network.parameters(), problem);
  }
}
