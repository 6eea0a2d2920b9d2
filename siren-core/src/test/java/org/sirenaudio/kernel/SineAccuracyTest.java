package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.loop.Lanes;
import org.sirenaudio.loop.VectorActivation;

/**
 * How near the vector sine and cosine come to the exact ones: within 3 ulp for the sine, wherever
 * it is, and within 2 · 2⁻²⁴ (units in the last place of one, from below) for the cosine, which is
 * a factor of gradients and need not be exact where it is about zero.
 */
@Tag("kernel")
class SineAccuracyTest {
  private static final int ROWS = 50_000;

  /**
   * Largest argument in half turns; hidden layers stay within tens, the first is reduced before.
   */
  @ParameterizedTest
  @ValueSource(doubles = {1e-6, 0.5, 1, 30, 1000})
  void sineAndCosineAreAccurate(double largest) {
    assumeTrue(Kernels.best().vectorBits() > 0, "the scalar oracle is java.lang.Math");
    int lanes = Lanes.LANES;
    float[] v = new float[ROWS * lanes];
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < v.length; i++) {
      v[i] = (float) random.nextDouble(-largest, largest);
    }
    float[] argument = v.clone();
    float[] derivative = new float[v.length];
    VectorActivation.sine(v, derivative, 0, ROWS, new float[lanes], 0);
    double sineUlps = 0;
    double cosineError = 0;
    for (int i = 0; i < v.length; i++) {
      // Exact: a float's distance to the nearest whole number is a float.
      double turn = argument[i] - 2 * Math.rint(argument[i] / 2.0);
      double sine = Math.sin(Math.PI * (Math.abs(turn) > 0.5 ? Math.signum(turn) - turn : turn));
      double cosine = Math.cos(Math.PI * turn);
      sineUlps = Math.max(sineUlps, Math.abs(v[i] - sine) / Math.ulp((float) sine));
      cosineError = Math.max(cosineError, Math.abs(derivative[i] - cosine));
    }
    assertThat(sineUlps).as("ulps of the sine").isLessThan(3);
    assertThat(cosineError * 0x1p24).as("2⁻²⁴ of the cosine").isLessThan(2);
  }

  /** omega0 of a first layer; a float's phase would be off by 0.004 at the last of them. */
  @ParameterizedTest
  @ValueSource(doubles = {30, 3000, 100_000})
  void firstLayersKeepTheirPhases(double omega0) {
    Layers layers =
        new Layers(java.util.List.of(LayerSpec.sine(1, 1, omega0), LayerSpec.linear(1, 1)));
    NetworkKernel network = Kernels.best().network(layers);
    float weight = 0.9871f;
    float bias = 0.3337f;
    network.load(new float[] {weight, bias, 1, 0});
    SplittableRandom random = new SplittableRandom(2);
    double[] x = random.doubles(20_000, -1, 1).toArray();
    float[] y = new float[x.length];
    network.forward(network.workspace(), Coordinates.of(x, 1), 0, x.length, y, 0);
    double worst = 0;
    for (int i = 0; i < x.length; i++) {
      double exact = Math.sin(omega0 * ((double) weight * x[i] + bias));
      worst = Math.max(worst, Math.abs(y[i] - exact));
    }
    assertThat(worst).isLessThan(3e-7);
  }
}
