package org.sirenaudio.network;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.layer.OutputLoss;
import org.sirenaudio.model.Safetensors;
import org.sirenaudio.optim.Adam;
import org.sirenaudio.optim.ParameterGroup;

/** Each kind of network gives what PyTorch gives (golden_networks.py). */
@Tag("kernel")
class NetworksGoldenTest {
  private static final String RESOURCE = "networks-golden.safetensors";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "siren",
        "finer",
        "gaussian",
        "wire",
        "hosc",
        "relu",
        "positional",
        "fourier-features",
        "siren-after-nerf",
        "finer-after-fourier",
        "wire-complex",
        "wire-complex-after-nerf",
        "mfn-fourier",
        "mfn-gabor",
        "fourier-kan",
        "grid"
      })
  void everyKindAgreesWithPyTorch(String name) throws IOException {
    Safetensors file = file();
    NetworkSpec spec = spec(file.metadata().get(name));
    int fixed = spec.parameterCount() - spec.learnedCount();
    float[] parameters = new float[spec.parameterCount()];
    spec.encoding().fill(parameters);
    float[] learned = get(file, name, "parameters");
    System.arraycopy(learned, 0, parameters, fixed, learned.length);
    Network network = Network.of(spec, parameters);
    float[] coordinates = get(file, name, "coordinates");
    double[] x = new double[coordinates.length];
    Arrays.setAll(x, i -> coordinates[i]);

    assertClose(network.forward(x, x.length), get(file, name, "outputs"), 1e-5);
    double[][][] points = {
      Arrays.stream(x).mapToObj(v -> new double[] {v}).toArray(double[][]::new)
    };
    double[][] derivatives = network.derivative(points, 1)[0];
    float[] slopes = new float[x.length];
    for (int i = 0; i < x.length; i++) {
      slopes[i] = (float) derivatives[i][0];
    }
    assertClose(slopes, get(file, name, "derivative"), 1e-6);

    float[] expected = get(file, name, "losses");
    float[] losses = new float[expected.length];
    float[] gradient = new float[parameters.length];
    OutputLoss mse = meanSquaredError(get(file, name, "targets"), spec.outFeatures());
    Adam adam =
        Adam.of(gradient.length, List.of(new ParameterGroup(fixed, gradient.length - fixed, 1e-4)));
    for (int step = 0; step < losses.length; step++) {
      losses[step] = (float) network.gradient(x, x.length, mse, gradient);
      if (step == 0) {
        float[] own = Arrays.copyOfRange(gradient, fixed, gradient.length);
        assertClose(own, get(file, name, "gradient"), 1e-5);
      }
      adam.step(parameters, gradient, 1);
    }
    assertClose(losses, expected, 1e-5);
    float[] trained = Arrays.copyOfRange(parameters, fixed, parameters.length);
    assertClose(trained, get(file, name, "trained"), 2e-5);
  }

  private static Safetensors file() throws IOException {
    try (InputStream in = NetworksGoldenTest.class.getResourceAsStream("/" + RESOURCE)) {
      return Safetensors.read(in, RESOURCE);
    }
  }

  private static float[] get(Safetensors file, String name, String tensor) {
    return file.tensor(name + "." + tensor).orElseThrow().data();
  }

  /** From such as {@code finer 100.0,30.0,1.0 none 0 1 20 3 24}. */
  private static NetworkSpec spec(String description) {
    String[] words = description.split(" ", -1);
    return NetworkSpec.of(
            NonlinearityKind.named(words[0]).orElseThrow().make(numbers(words[1])),
            Integer.parseInt(words[5]),
            Integer.parseInt(words[6]))
        .withEncoding(EncodingForm.named(words[2]).orElseThrow().make(numbers(words[3])))
        .withOutFeatures(Integer.parseInt(words[4]));
  }

  private static double[] numbers(String list) {
    return list.equals("-")
        ? new double[0]
        : Arrays.stream(list.split(",", -1)).mapToDouble(Double::parseDouble).toArray();
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

  /** Within a tolerance of the largest magnitude. */
  private static void assertClose(float[] actual, float[] expected, double tolerance) {
    assertThat(actual).hasSameSizeAs(expected);
    double scale = 0;
    for (float value : expected) {
      scale = Math.max(scale, Math.abs(value));
    }
    for (int i = 0; i < actual.length; i++) {
      assertThat(Math.abs((double) actual[i] - expected[i]))
          .as("at %d: %s for %s", i, actual[i], expected[i])
          .isLessThan(tolerance * scale);
    }
  }
}
