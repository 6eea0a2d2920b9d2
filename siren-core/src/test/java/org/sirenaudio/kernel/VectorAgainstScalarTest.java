package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.condition.DisabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;

/**
 * Whole passes of the chosen kernels against the scalar oracle, over odd shapes. Scalar kernels
 * would be compared with themselves.
 */
@Tag("kernel")
@DisabledIfSystemProperty(named = Kernels.VECTOR_BITS, matches = "0")
class VectorAgainstScalarTest {

  /** Around a panel and a block of rows of each width, and several tiles of frames (8 by 1000). */
  @ParameterizedTest
  @CsvSource({
    "1, 1, 1, 1, 1",
    "1, 1, 1, 3, 2",
    "1, 2, 7, 2, 5",
    "2, 1, 33, 3, 97",
    "3, 5, 17, 4, 64",
    "1, 1, 16, 2, 100",
    "1, 1, 24, 3, 301",
    "4, 3, 31, 1, 40",
    "1, 1, 8, 5, 1000",
    "1, 64, 48, 2, 77",
    "20, 1, 12, 2, 50"
  })
  void vectorPassesEqualTheScalarOnes(int in, int out, int width, int depth, int frames) {
    for (String activation : TestActivations.NAMES) {
      assertEqualPasses(in, out, width, depth, frames, activation);
    }
  }

  /**
   * Products of many panels in several tiles: they do not depend on the activation, whose code the
   * narrow networks have tested, except that a complex one has twice the inputs.
   */
  @ParameterizedTest
  @CsvSource({"1, 1, 64, 4, 513", "1, 2, 100, 2, 333", "1, 1, 256, 4, 150", "1, 1, 512, 2, 60"})
  void passesOfWideNetworksEqualTheScalarOnes(int in, int out, int width, int depth, int frames) {
    assertEqualPasses(in, out, width, depth, frames, "SINE");
    assertEqualPasses(in, out, width / 2 + 1, depth, frames, "COMPLEX");
  }

  private static void assertEqualPasses(
      int in, int out, int width, int depth, int frames, String activation) {
    Layers layers = chain(in, out, width, depth, activation);
    SplittableRandom random = new SplittableRandom(in + 10 * out + 100 * width + depth);
    float[] parameters = parameters(layers, random);
    double[] x = random.doubles((long) frames * in, -1, 1).toArray();
    float[] target = new float[frames * out];
    for (int i = 0; i < target.length; i++) {
      target[i] = (float) random.nextDouble(-1, 1);
    }
    Result expected = run(new ScalarNetwork(layers), parameters, x, target, frames);
    Result actual = run(Kernels.best().network(layers), parameters, x, target, frames);
    assertThat(distance(actual.outputs, expected.outputs)).as(activation).isLessThan(2e-5);
    assertThat(actual.loss).isCloseTo(expected.loss, within(1e-5 * (1 + expected.loss)));
    assertThat(distance(actual.gradient, expected.gradient)).as(activation).isLessThan(2e-5);
  }

  private record Result(float[] outputs, double loss, float[] gradient) {}

  private static Result run(
      NetworkKernel network, float[] parameters, double[] x, float[] target, int frames) {
    Layers layers = network.layers();
    network.load(parameters);
    Coordinates coordinates = Coordinates.of(x, layers.inFeatures());
    NetworkKernel.Workspace workspace = network.workspace();
    float[] outputs = new float[target.length];
    network.forward(workspace, coordinates, 0, frames, outputs, 0);
    int out = layers.outFeatures();
    OutputLoss squares =
        (from, count, y, dy) -> {
          double sum = 0;
          for (int i = 0; i < count * out; i++) {
            float e = y[i] - target[from * out + i];
            sum += e * e / (double) target.length;
            dy[i] = 2 * e / target.length;
          }
          return sum;
        };
    NetworkKernel.Gradient sums = network.gradient();
    double loss = network.backward(workspace, coordinates, squares, 0, frames, sums);
    float[] gradient = new float[layers.parameterCount()];
    sums.copyTo(gradient);
    return new Result(outputs, loss, gradient);
  }

  /** As a SIREN begins. */
  static float[] parameters(Layers layers, SplittableRandom random) {
    float[] parameters = new float[layers.parameterCount()];
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      double omega = layer.omega0();
      double bound = l == 0 ? 1 : Math.sqrt(6.0 / layer.inFeatures()) / omega;
      for (int i = layers.weightOffset(l); i < layers.weightOffset(l + 1); i++) {
        parameters[i] = (float) random.nextDouble(-bound, bound);
      }
    }
    return parameters;
  }

  /** Largest difference over the largest magnitude. */
  static double distance(float[] actual, float[] expected) {
    double scale = 1e-30;
    double worst = 0;
    for (int i = 0; i < expected.length; i++) {
      scale = Math.max(scale, Math.abs(expected[i]));
      worst = Math.max(worst, Math.abs(actual[i] - expected[i]));
    }
    return worst / scale;
  }

  static Layers chain(int in, int out, int width, int depth, String activation) {
    List<LayerSpec> layers = new ArrayList<>();
    int features = in;
    for (int i = 0; i < depth; i++) {
      LayerSpec layer = TestActivations.layer(activation, features, width, i, depth);
      layers.add(layer);
      features = layer.passedFeatures();
    }
    layers.add(LayerSpec.linear(features, out));
    return new Layers(layers);
  }
}
