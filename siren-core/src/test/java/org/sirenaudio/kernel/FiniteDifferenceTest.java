package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.layer.LayerSpec;
import org.sirenaudio.layer.Layers;

/** The scalar oracle's gradient of every parameter against central differences, all in double. */
class FiniteDifferenceTest {
  private static final int FRAMES = 5;

  @ParameterizedTest
  @CsvSource({
    "SINE, 1, 1, 1, 1",
    "SINE, 1, 1, 1, 3",
    "SINE, 1, 1, 7, 2",
    "SINE, 2, 3, 7, 1",
    "SINE, 3, 2, 7, 4",
    "SINE, 1, 2, 33, 3",
    "SINE, 3, 1, 33, 2",
    "SINE, 1, 1, 33, 4",
    "RELU, 1, 1, 1, 2",
    "RELU, 2, 3, 7, 3",
    "RELU, 1, 1, 33, 4",
    "FINER, 1, 1, 7, 2",
    "FINER, 2, 3, 33, 3",
    "GAUSSIAN, 1, 1, 7, 2",
    "GAUSSIAN, 2, 3, 33, 3",
    "GABOR, 1, 1, 7, 2",
    "GABOR, 2, 3, 33, 3",
    "HOSC, 1, 1, 7, 2",
    "HOSC, 2, 3, 33, 3",
    "OWN, 1, 2, 7, 3",
    "COMPLEX, 1, 1, 7, 1",
    "COMPLEX, 2, 3, 7, 3",
    "HARMONICS, 1, 1, 7, 1",
    "HARMONICS, 2, 3, 7, 3",
    "FILTERS, 1, 1, 7, 1",
    "FILTERS, 2, 3, 7, 4",
    "BELLS, 1, 1, 7, 1",
    "BELLS, 2, 3, 7, 4",
    "GRID, 1, 2, 7, 3",
    "LINEAR, 1, 1, 1, 1",
    "LINEAR, 3, 2, 7, 3"
  })
  void gradientsEqualFiniteDifferences(String activation, int in, int out, int width, int depth) {
    Layers layers = VectorAgainstScalarTest.chain(in, out, width, depth, activation);
    SplittableRandom random = new SplittableRandom(31L * width + depth);
    double[] parameters = new double[layers.parameterCount()];
    for (int l = 0; l < layers.size(); l++) {
      LayerSpec layer = layers.get(l);
      // Omega0 of 300 and 30, and phases of a few radians: steep enough to catch a lost factor.
      double omega = layer.omega0();
      double bound = 2 / (omega * Math.sqrt(layer.inFeatures()));
      for (int i = layers.weightOffset(l); i < layers.weightOffset(l + 1); i++) {
        parameters[i] = random.nextDouble(-bound, bound);
      }
    }
    double[] x = random.doubles((long) FRAMES * in, -1, 1).toArray();
    double[] targets = random.doubles((long) FRAMES * out, -1, 1).toArray();
    Loss loss = new Loss(new ScalarNetwork(layers), Coordinates.of(x, in), targets);

    double[] gradient = loss.gradient(parameters);
    double scale = 0;
    for (double g : gradient) {
      scale = Math.max(scale, Math.abs(g));
    }
    for (int i = 0; i < parameters.length; i++) {
      double h = layers.get(0).omega0() > 1 ? 1e-7 : 1e-6;
      double kept = parameters[i];
      parameters[i] = kept + h;
      double above = loss.value(parameters);
      parameters[i] = kept - h;
      double below = loss.value(parameters);
      parameters[i] = kept;
      assertThat(gradient[i])
          .as("parameter %d", i)
          .isCloseTo((above - below) / (2 * h), within(2e-6 * (1 + scale)));
    }
  }

  /** Half the sum of squared errors, in double from end to end. */
  private record Loss(ScalarNetwork network, Coordinates coordinates, double[] targets) {
    double value(double[] parameters) {
      network.load(parameters);
      ScalarNetwork.Tape tape = network.workspace();
      int out = network.layers().outFeatures();
      double sum = 0;
      for (int frame = 0; frame < FRAMES; frame++) {
        double[] y = network.frame(tape, coordinates, frame);
        for (int o = 0; o < out; o++) {
          double e = y[o] - targets[frame * out + o];
          sum += 0.5 * e * e;
        }
      }
      return sum;
    }

    double[] gradient(double[] parameters) {
      network.load(parameters);
      ScalarNetwork.Tape tape = network.workspace();
      ScalarNetwork.DoubleGradient sums = network.gradient();
      int out = network.layers().outFeatures();
      double[] last = tape.delta[network.layers().size() - 1];
      for (int frame = 0; frame < FRAMES; frame++) {
        double[] y = network.frame(tape, coordinates, frame);
        for (int o = 0; o < out; o++) {
          last[o] = y[o] - targets[frame * out + o];
        }
        network.backwardFrame(tape, sums.values);
      }
      return sums.values;
    }
  }
}
