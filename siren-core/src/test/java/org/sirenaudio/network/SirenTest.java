package org.sirenaudio.network;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.layer.Layers;

class SirenTest {

  @ParameterizedTest
  @CsvSource({
    "64, 4, 12673",
    "64, 5, 16833",
    "128, 4, 49921",
    "256, 4, 198145",
    "256, 5, 263937",
    "512, 4, 789505",
    "512, 5, 1052161"
  })
  void parameterCountsFollowFromTheShape(int hidden, int layers, int expected) {
    assertThat(NetworkSpec.siren(hidden, layers, 30, 30).parameterCount()).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({"1, 1, 1, 1", "1, 2, 7, 2", "2, 1, 33, 3", "3, 5, 17, 4", "1, 1, 64, 1"})
  void forwardIsTheFormula(int in, int out, int hidden, int layers) {
    Network siren =
        Network.create(
            NetworkSpec.siren(hidden, layers, 50, 30)
                .withInFeatures(in)
                .withOutFeatures(out)
                .withFinalInit(FinalInit.PYTORCH_DEFAULT),
            7);
    double[][][] coordinates = coordinates(2, 9, in);
    double[][][] outputs = siren.forward(coordinates);
    List<LayerTrace> trace = siren.trace(coordinates);
    assertThat(trace).hasSize(layers + 1);
    assertThat(trace.getLast().shape()).containsExactly(2, 9, out);
    for (int b = 0; b < 2; b++) {
      for (int i = 0; i < 9; i++) {
        double[] x = coordinates[b][i];
        for (int l = 0; l < layers; l++) {
          x = sineLayer(siren, l, x);
          assertThat(trace.get(l).values()[b][i]).containsExactly(x, within(1e-12));
          assertThat(trace.get(l).shape()).containsExactly(2, 9, hidden);
          assertThat(trace.get(l).name()).isEqualTo("net." + l);
        }
        assertThat(outputs[b][i]).containsExactly(trace.getLast().values()[b][i], within(2e-5));
      }
    }
  }

  @Test
  void noCoordinatesGiveNoOutputs() {
    Network siren = Network.create(NetworkSpec.siren(8, 2, 30, 30), 1);
    assertThat(siren.forward(new double[0][][])).isEmpty();
    assertThat(siren.forward(new double[][][] {{}, {}})).hasDimensions(2, 0);
  }

  @Test
  void derivativesEqualFiniteDifferences() {
    Network siren = Network.create(NetworkSpec.siren(33, 3, 60, 30).withOutFeatures(2), 5);
    double h = 1e-5;
    for (double x : new double[] {-1, -0.3, 0, 0.77, 1}) {
      double[][][] around = {{{x - h}, {x}, {x + h}}};
      double[][][] y = siren.derivative(around, 0);
      double[] first = siren.derivative(around, 1)[0][1];
      double[] second = siren.derivative(around, 2)[0][1];
      for (int c = 0; c < 2; c++) {
        double slope = (y[0][2][c] - y[0][0][c]) / (2 * h);
        double bend = (y[0][2][c] - 2 * y[0][1][c] + y[0][0][c]) / (h * h);
        assertThat(first[c]).isCloseTo(slope, within(1e-4 * (1 + Math.abs(slope))));
        assertThat(second[c]).isCloseTo(bend, within(1e-3 * (100 + Math.abs(bend))));
      }
    }
  }

  @Test
  void gradientTakesAnyLoss() {
    Network siren = Network.create(NetworkSpec.siren(9, 2, 20, 10), 3);
    double[] x = {-0.9, -0.2, 0.4};
    // The sum of the outputs: its gradient by the final bias is the number of frames.
    float[] gradient = new float[siren.parameters().length];
    double loss =
        siren.gradient(
            x,
            3,
            (from, frames, y, dy) -> {
              double sum = 0;
              for (int i = 0; i < frames; i++) {
                sum += y[i];
                dy[i] = 1;
              }
              return sum;
            },
            gradient);
    float[] y = siren.forward(x, 3);
    assertThat(loss).isCloseTo(y[0] + y[1] + y[2], within(1e-6));
    assertThat(gradient[gradient.length - 1]).isCloseTo(3, within(1e-6f));
  }

  @ParameterizedTest
  @CsvSource({"PAPER", "PYTORCH_DEFAULT"})
  void initialisationFillsItsRanges(FinalInit init) {
    int n = 400;
    NetworkSpec config = NetworkSpec.siren(n, 3, 3000, 30).withFinalInit(init);
    Network siren = Network.create(config, 11);
    fills(weight(siren, 0), 1);
    fills(bias(siren, 0), 1);
    fills(weight(siren, 1), Math.sqrt(6.0 / n) / 30);
    fills(bias(siren, 2), 1 / Math.sqrt(n));
    double bound = init == FinalInit.PAPER ? Math.sqrt(6.0 / n) / 30 : 1 / Math.sqrt(n);
    fills(weight(siren, 3), bound);
    assertThat(Math.abs((double) bias(siren, 3)[0])).isLessThanOrEqualTo(1 / Math.sqrt(n));
  }

  /** sin(omega0 · (W x + b)), in double. */
  private static double[] sineLayer(Network siren, int l, double[] x) {
    float[] weight = weight(siren, l);
    float[] bias = bias(siren, l);
    double[] y = new double[bias.length];
    for (int n = 0; n < y.length; n++) {
      double u = bias[n];
      for (int k = 0; k < x.length; k++) {
        u += weight[n * x.length + k] * x[k];
      }
      y[n] = Math.sin(siren.layers().get(l).omega0() * u);
    }
    return y;
  }

  private static float[] weight(Network siren, int l) {
    Layers layers = siren.layers();
    return Arrays.copyOfRange(siren.parameters(), layers.weightOffset(l), layers.biasOffset(l));
  }

  private static float[] bias(Network siren, int l) {
    Layers layers = siren.layers();
    return Arrays.copyOfRange(siren.parameters(), layers.biasOffset(l), layers.weightOffset(l + 1));
  }

  /** All within ±bound, and at least to 97 % of it on both sides. */
  private static void fills(float[] values, double bound) {
    double low = 0;
    double high = 0;
    for (float value : values) {
      low = Math.min(low, value);
      high = Math.max(high, value);
    }
    assertThat(high).isBetween(0.97 * bound, bound * (1 + 1e-6));
    assertThat(low).isBetween(-bound * (1 + 1e-6), -0.97 * bound);
  }

  @Test
  void sineArgumentsHaveUnitSpreadInEveryLayer() {
    // What the initialisation is for: each layer's sine arguments have a spread of about one.
    Network siren = Network.create(NetworkSpec.siren(256, 4, 3000, 30), 2);
    for (LayerTrace layer : siren.trace(coordinates(1, 500, 1)).subList(1, 4)) {
      double squares = 0;
      for (double[] frame : layer.values()[0]) {
        for (double value : frame) {
          squares += value * value;
        }
      }
      assertThat(Math.sqrt(squares / (500 * 256))).isBetween(0.6, 0.8);
    }
  }

  @Test
  void theSameSeedGivesTheSameNetwork() {
    NetworkSpec config = NetworkSpec.siren(12, 2, 30, 30);
    assertThat(Network.create(config, 4).parameters())
        .isEqualTo(Network.create(config, 4).parameters());
    assertThat(Network.create(config, 4).parameters())
        .isNotEqualTo(Network.create(config, 5).parameters());
  }

  @Test
  void omegaFollowsFromTheFrequencyInHertz() {
    // sin(omega0 · x) with x from −1 to 1 over T seconds turns omega0/(π·T) times a second.
    assertThat(Nonlinearity.Sine.omega0(9.55, 1)).isCloseTo(30, within(0.01));
  }

  @Test
  void invalidSpecsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkSpec.siren(0, 4, 30, 30));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkSpec.siren(8, 0, 30, 30));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkSpec.siren(8, 1, 0, 30));
    assertThatIllegalArgumentException().isThrownBy(() -> NetworkSpec.siren(8, 1, 30, Double.NaN));
    NetworkSpec config = NetworkSpec.siren(8, 1, 30, 30);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Network.of(config, new float[3]))
        .withMessageContaining("25 parameters, not 3");
    Network siren = Network.create(config, 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> siren.derivative(new double[][][] {{{0}}}, 3));
    Network plane = Network.create(config.withInFeatures(2), 1);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plane.derivative(new double[][][] {{{0, 0}}}, 1));
  }

  private static double[][][] coordinates(int batch, int frames, int in) {
    SplittableRandom random = new SplittableRandom(batch + frames);
    double[][][] x = new double[batch][frames][];
    for (double[][] set : x) {
      Arrays.setAll(set, i -> random.doubles(in, -1, 1).toArray());
    }
    return x;
  }
}
