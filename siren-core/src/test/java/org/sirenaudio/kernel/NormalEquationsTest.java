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
  void stepsAgree(int in, int out, int width, int depth, int points) {
    Layers layers = VectorAgainstScalarTest.chain(in, out, width, depth, "SINE");
    SplittableRandom random = new SplittableRandom(in + 10 * out + 100 * width + depth);
    float[] parameters = VectorAgainstScalarTest.parameters(layers, random);
    double[] x = random.doubles((long) points * in, -1, 1).toArray();
    float[] target = new float[points * out];
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) random.nextDouble(-1, 1);
    }
    NormalEquations oracle = new ScalarNormalEquations(layers);
    NormalEquations chosen = Kernels.best().normalEquations(layers);
    Points problem = new Points(Coordinates.of(x, in), target, out);
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
    double expectedGain = oracle.solve(0.1, expected);
    double gain = chosen.solve(0.1, step);
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
