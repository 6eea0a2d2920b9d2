package org.sirenaudio.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.model.Safetensors;
import org.sirenaudio.optim.Adam;

/** The same weights give what PyTorch gives (golden_siren.py): forward, loss, gradients, Adam. */
@Tag("kernel")
class PyTorchGoldenTest {
  private static final int STEPS = 10;

  @ParameterizedTest
  @ValueSource(strings = {"plain", "audio", "narrow", "plane"})
  void outputsGradientsAndStepsAgreeWithPyTorch(String shape) throws IOException {
    Golden golden = Golden.read(shape);
    Network siren = Network.of(golden.spec(), golden.get("parameters"));
    double[] x = toDouble(golden.get("coordinates"));

    assertClose(siren.forward(x, golden.frames()), golden.get("outputs"), 1e-5);

    float[] gradient = new float[siren.parameters().length];
    float[] losses = new float[STEPS];
    OutputLoss mse = meanSquaredError(golden.get("targets"), golden.spec().outFeatures());
    Adam adam = Adam.of(gradient.length, 1e-4);
    for (int step = 0; step < STEPS; step++) {
      losses[step] = (float) siren.gradient(x, golden.frames(), mse, gradient);
      if (step == 0) {
        assertClose(gradient, golden.get("gradient"), 1e-5);
      }
      adam.step(siren.parameters(), gradient, 1);
    }
    assertClose(losses, golden.get("losses"), 1e-5);
    assertClose(siren.parameters(), golden.get("trained"), 1e-5);
  }

  @ParameterizedTest
  @ValueSource(strings = {"plain", "audio", "narrow"})
  void coordinateDerivativesAgreeWithPyTorch(String shape) throws IOException {
    Golden golden = Golden.read(shape);
    Network siren = Network.of(golden.spec(), golden.get("parameters"));
    float[] x = golden.get("coordinates");
    double[][][] coordinates = new double[1][x.length][];
    Arrays.setAll(coordinates[0], i -> new double[] {x[i]});
    double[][] derivatives = siren.derivative(coordinates, 1)[0];
    float[] actual = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      actual[i] = (float) derivatives[i][0];
    }
    assertClose(actual, golden.get("derivative"), 1e-6);
  }

  /** One shape's part of the golden file. */
  private record Golden(Safetensors file, String shape) {
    static Golden read(String shape) throws IOException {
      String resource = "siren-golden.safetensors";
      try (InputStream in = PyTorchGoldenTest.class.getResourceAsStream("/" + resource)) {
        return new Golden(Safetensors.read(in, resource), shape);
      }
    }

    float[] get(String name) {
      return file.tensor(shape + "." + name).orElseThrow().data();
    }

    NetworkSpec spec() {
      String[] c = description();
      return NetworkSpec.siren(
              Integer.parseInt(c[2]),
              Integer.parseInt(c[3]),
              Double.parseDouble(c[4]),
              Double.parseDouble(c[5]))
          .withInFeatures(Integer.parseInt(c[0]))
          .withOutFeatures(Integer.parseInt(c[1]));
    }

    int frames() {
      return Integer.parseInt(description()[6]);
    }

    private String[] description() {
      return file.metadata().get(shape).split(" ", -1);
    }
  }

  private static OutputLoss meanSquaredError(float[] targets, int out) {
    return (from, frames, y, dy) -> {
      double sum = 0;
      for (int i = 0; i < frames * out; i++) {
        double e = y[i] - (double) targets[from * out + i];
        sum += e * e / targets.length;
        dy[i] = (float) (2 * e / targets.length);
      }
      return sum;
    };
  }

  private static double[] toDouble(float[] values) {
    double[] result = new double[values.length];
    Arrays.setAll(result, i -> values[i]);
    return result;
  }

  /** Within a tolerance of the largest magnitude. */
  private static void assertClose(float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double scale = 0;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < actual.length; i++) {
      double error = Math.abs((double) actual[i] - expected[i]);
      assertThat(error)
          .as("at %d: %s for %s", i, actual[i], expected[i])
          .isLessThan(tolerance * scale);
    }
  }
}
