package org.sirenaudio.kernel;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.sirenaudio.layer.Layers;
import org.sirenaudio.layer.OutputLoss;

/**
 * A pass gives the same bits before and after the JVM has compiled it: else the same seed would
 * give another model whenever the compiler is a little earlier or later.
 */
@Tag("kernel")
class WarmUpTest {

  @Test
  void compiledPassesAreBitIdenticalToInterpretedOnes() {
    Layers layers = VectorAgainstScalarTest.chain(1, 1, 24, 2, "SINE");
    SplittableRandom random = new SplittableRandom(5);
    float[] parameters = new float[layers.parameterCount()];
    for (int i = 0; i < parameters.length; i++) {
      parameters[i] = (float) random.nextDouble(-0.1, 0.1);
    }
    int frames = 60;
    Coordinates coordinates = Coordinates.of(random.doubles(frames, -1, 1).toArray(), 1);
    NetworkKernel network = Kernels.best().network(layers);
    network.load(parameters);
    float[] first = gradient(network, coordinates, frames);
    for (int round = 0; round < 1000; round++) {
      assertThat(gradient(network, coordinates, frames)).as("round %d", round).isEqualTo(first);
    }
  }

  private static float[] gradient(NetworkKernel network, Coordinates coordinates, int frames) {
    NetworkKernel.Gradient sums = network.gradient();
    OutputLoss squares =
        (from, count, y, dy) -> {
          double sum = 0;
          for (int i = 0; i < count; i++) {
            sum += y[i] * y[i];
            dy[i] = 2 * y[i];
          }
          return sum;
        };
    network.backward(network.workspace(), coordinates, squares, 0, frames, sums);
    float[] flat = new float[network.layers().parameterCount()];
    sums.copyTo(flat);
    return flat;
  }
}
