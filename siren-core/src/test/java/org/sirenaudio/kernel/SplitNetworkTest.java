package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.assertj.core.data.Offset;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.network.MultiplicativeFilters;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.network.Nonlinearity;

class SplitNetworkTest {

  private static final int FRAMES = 777;

  private static final Nonlinearity SINES = new Nonlinearity.Sine(300, 30);

  private static final Nonlinearity WAVELETS = new MultiplicativeFilters(300, true);

  @ParameterizedTest
  @CsvSource({"1025, 1", "1536, 2", "1700, 1", "5000, 3"})
  void veryWideSineLayersEqualTheScalarOnes(int width, int channels) {
    Layers layers = layers(SINES, width, channels);
    float[] parameters = random(layers);
    for (int i = layers.weightOffset(1); i < parameters.length; i++) {
      parameters[i] /= width;
    }
    assertEqual(layers, parameters);
  }

  @ParameterizedTest
  @CsvSource({"1025, 1, 3", "1536, 2, 40", "1700, 1, 400", "5000, 3, 2000"})
  void waveletsThatVanishElsewhereEqualTheScalarOnes(int width, int channels, double narrow) {
    Layers layers = layers(WAVELETS, width, channels);
    float[] parameters = random(layers);
    double omega0 = layers.get(0).omega0();
    for (int n = 0; n < width; n++) {
      double middle = -1.1 + 2.2 * n / width;
      parameters[width + n] = (float) (narrow / omega0);
      parameters[layers.biasOffset(0) + width + n] = (float) (-narrow * middle / omega0);
    }
    assertEqual(layers, parameters);
  }

  /** Also a wavelet without an envelope, and one whose place is not a number. */
  @ParameterizedTest
  @CsvSource({"0", "NaN"})
  void waveletsWithoutAPlaceAreEvaluatedEverywhere(float slope) {
    Layers layers = layers(WAVELETS, 1100, 1);
    float[] parameters = random(layers);
    for (int n = 0; n < 1100; n++) {
      parameters[1100 + n] = slope;
      parameters[layers.biasOffset(0) + 1100 + n] = 0;
    }
    float[] actual = outputs(Kernels.best().network(layers), parameters);
    float[] expected = outputs(new ScalarNetwork(layers), parameters);
    for (int i = 0; i < actual.length; i++) {
      if (Float.isNaN(slope)) {
        assertThat(actual[i]).isNaN();
      } else {
        assertThat((double) actual[i]).isCloseTo(expected[i], within(1e-3));
      }
    }
  }

  private static Offset<Double> within(double tolerance) {
    return Offset.offset(tolerance);
  }

  private static Layers layers(Nonlinearity nonlinearity, int width, int channels) {
    return NetworkSpec.of(nonlinearity, width, 1).withOutFeatures(channels).layers();
  }

  private static float[] random(Layers layers) {
    SplittableRandom random = new SplittableRandom(layers.parameterCount());
    float[] parameters = new float[layers.parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextDouble(-1, 1);
    }
    return parameters;
  }

  private static void assertEqual(Layers layers, float[] parameters) {
    float[] actual = outputs(Kernels.best().network(layers), parameters);
    float[] expected = outputs(new ScalarNetwork(layers), parameters);
    double error = 0;
    double size = 0;
    for (int i = 0; i < actual.length; i++) {
      error = Math.max(error, Math.abs(actual[i] - expected[i]));
      size = Math.max(size, Math.abs(expected[i]));
    }
    assertThat(error).isLessThan(2e-5 * size);
  }

  private static float[] outputs(NetworkKernel network, float[] parameters) {
    network.load(parameters);
    float[] outputs = new float[FRAMES * network.layers().outFeatures()];
    Coordinates coordinates = new Coordinates.EvenlySpaced(FRAMES);
    network.forward(network.workspace(), coordinates, 0, FRAMES, outputs, 0);
    return outputs;
  }
}
