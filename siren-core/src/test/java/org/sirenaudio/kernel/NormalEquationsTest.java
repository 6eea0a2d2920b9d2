package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.layer.Layers;

/** The normal equations of the chosen kernels against the scalar oracle, over odd shapes. */
@Tag("kernel")
class NormalEquationsTest {

  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 5",
    "1, 1, 2, 3, 40",
    "1, 2, 3, 2, 97",
    "2, 1, 5, 2, 130",
    "1, 3, 7, 3, 301",
    "1, 1, 8, 3, 300",
    "1, 1, 12, 3, 700",
    "3, 2, 16, 2, 500",
    "1, 1, 16, 3, 1300",
    "1, 1, 17, 2, 701"
  })
  void vectorStepsEqualTheScalarOnes(int in, int out, int width, int depth, int points) {
    Layers layers = VectorAgainstScalarTest.chain(in, out, width, depth, "SINE");
    SplittableRandom random = new SplittableRandom(in + 10 * out + 100 * width + depth);
    float[] parameters = VectorAgainstScalarTest.parameters(layers, random);
    double[] x = random.doubles((long) points * in, -1, 1).toArray();
    stepsAgree(
        layers,
        parameters,
        new Points(Coordinates.of(x, in), target(points * out, random), out),
        0.1);
  }

  /** One sine layer on evenly spaced points has a closed form, with limits of its own. */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 2",
    "1, 1, 5",
    "1, 5, 96",
    "2, 7, 97",
    "1, 16, 433",
    "3, 17, 200",
    "2, 40, 801"
  })
  void theClosedFormOfSinusoidsEqualsTheSums(int out, int width, int points) {
    Layers layers = VectorAgainstScalarTest.chain(1, out, width, 1, "SINE");
    SplittableRandom random = new SplittableRandom(out + 10 * width + points);
    float[] parameters = VectorAgainstScalarTest.parameters(layers, random);
    double nyquist = Math.PI / 2 * (points - 1) / layers.get(0).omega0();
    for (int k = 0; k < width; k++) {
      parameters[k] =
          (float)
              switch (k) {
                case 1 -> parameters[0];
                case 2 -> -parameters[0];
                case 3 -> 0;
                case 4 -> nyquist;
                case 5 -> parameters[0] * (1 + 1e-5);
                default -> random.nextDouble(-nyquist, nyquist);
              };
    }
    stepsAgree(layers, parameters, Points.evenlySpaced(target(points * out, random), out), 1);
  }

  private static float[] target(int count, SplittableRandom random) {
    float[] target = new float[count];
    for (int i = 0; i < count; i++) {
      target[i] = (float) random.nextDouble(-1, 1);
    }
    return target;
  }

  private static void stepsAgree(
      Layers layers, float[] parameters, Points problem, double damping) {
    NormalEquations oracle = new ScalarNormalEquations(layers);
    NormalEquations chosen = Kernels.best().normalEquations(layers);
    double expectedLoss = oracle.linearise(parameters, problem);
    double loss = chosen.linearise(parameters, problem);
    Offset<Double> near = Offset.offset(1e-5 * expectedLoss);
    assertThat(loss).isCloseTo(expectedLoss, near);
    assertThat(chosen.evaluate(parameters, problem)).isCloseTo(expectedLoss, near);
    double squares = 0;
    for (float error : chosen.residuals(parameters, problem)) {
      squares += 0.5 * error * error;
    }
    assertThat(squares).isCloseTo(loss, near);
    float[] expected = new float[layers.parameterCount()];
    float[] step = new float[layers.parameterCount()];
    double expectedGain = oracle.solve(damping, expected);
    double gain = chosen.solve(damping, step);
    assertThat(gain).isCloseTo(expectedGain, Offset.offset(1e-3 * expectedGain));
    assertThat(VectorAgainstScalarTest.distance(step, expected)).isLessThan(1e-3);

    // A small damped step does what it promises.
    gain = chosen.solve(1e3, step);
    float[] moved = parameters.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] -= step[i];
    }
    double after = chosen.evaluate(moved, problem);
    assertThat(loss - after).isCloseTo(gain, Offset.offset(0.1 * gain));
  }
}
