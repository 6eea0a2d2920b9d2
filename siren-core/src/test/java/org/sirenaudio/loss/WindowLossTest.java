package org.sirenaudio.loss;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class WindowLossTest {
  private static final LossScratch SCRATCH = new LossScratch();

  @FunctionalInterface
  interface InDouble {
    double evaluate(double[][] prediction, double[][] target, double scale, double[][] gradient);
  }

  static InDouble[] inDouble() {
    return new InDouble[] {
      of(new MultiResolutionStftLoss()), of(new HybridLoss()), of(new HybridLoss(30, 0.5))
    };
  }

  /** What a fit uses again and again. */
  private static InDouble of(WindowLoss loss) {
    LossScratch scratch = new LossScratch();
    return (prediction, target, scale, gradient) ->
        loss.evaluate(prediction, target, scale, gradient, scratch);
  }

  /** Central differences along random directions, and at single samples of both ends. */
  @ParameterizedTest
  @MethodSource("inDouble")
  void gradientEqualsFiniteDifferences(InDouble loss) {
    for (int channels = 1; channels <= 2; channels++) {
      double[][] target = noise(channels, 1500, 1, 0.1);
      double[][] prediction = noise(channels, 1500, 2, 0.2);
      double[][] gradient = new double[channels][1500];
      loss.evaluate(prediction, target, 3, gradient);
      for (int i = 0; i < 12; i++) {
        double[][] direction;
        if (i < 6) {
          direction = noise(channels, 1500, 10 + i, 0.02);
        } else {
          direction = new double[channels][1500];
          direction[0][new int[] {0, 1, 700, 1023, 1498, 1499}[i - 6]] = 1;
        }
        double step = 1e-7;
        double difference =
            (loss.evaluate(moved(prediction, direction, step), target, 3, like(prediction))
                    - loss.evaluate(
                        moved(prediction, direction, -step), target, 3, like(prediction)))
                / (2 * step);
        double expected = 0;
        for (int c = 0; c < channels; c++) {
          for (int n = 0; n < 1500; n++) {
            expected += gradient[c][n] * direction[c][n];
          }
        }
        assertThat(difference)
            .isCloseTo(expected, within(1e-5 * Math.max(0.1, Math.abs(expected))));
      }
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stft", "hybrid"})
  void anExactPredictionHasZeroLossAndGradient(String name) {
    WindowLoss loss = (WindowLoss) Losses.byName(name);
    float[] target = floats(1200, 3);
    float[] gradient = floats(1200, 4);
    assertThat(loss.evaluate(target, target, 1200, 1, 1, gradient, SCRATCH)).isZero();
    assertThat(gradient).containsOnly(0);
    float[] silence = new float[1200];
    assertThat(loss.evaluate(silence, silence, 1200, 1, 1, gradient, SCRATCH)).isZero();
    assertThat(gradient).containsOnly(0);
  }

  @ParameterizedTest
  @ValueSource(strings = {"stft", "hybrid"})
  void silenceGivesAFiniteLossAndNanIsPropagated(String name) {
    WindowLoss loss = (WindowLoss) Losses.byName(name);
    float[] sound = floats(1200, 3);
    float[] silence = new float[1200];
    float[] gradient = new float[1200];
    assertThat(loss.evaluate(silence, sound, 1200, 1, 1, gradient, SCRATCH))
        .isFinite()
        .isPositive();
    assertThat(gradient).doesNotContain(Float.NaN);
    assertThat(loss.evaluate(sound, silence, 1200, 1, 1, gradient, SCRATCH))
        .isFinite()
        .isPositive();
    assertThat(gradient).doesNotContain(Float.NaN);
    float[] broken = sound.clone();
    broken[600] = Float.NaN;
    assertThat(loss.evaluate(broken, sound, 1200, 1, 1, gradient, SCRATCH)).isNaN();
  }

  @Test
  void scaleAndLayoutAreAsDocumented() {
    WindowLoss loss = (WindowLoss) Losses.byName("hybrid");
    float[] target = floats(2400, 5);
    float[] prediction = floats(2400, 6);
    float[] once = new float[2400];
    float[] twice = prediction.clone();
    double value = loss.evaluate(prediction, target, 1200, 2, 1, once, SCRATCH);
    assertThat(loss.evaluate(twice, target, 1200, 2, 2, twice, SCRATCH))
        .isCloseTo(2 * value, within(1e-12));
    for (int i = 0; i < once.length; i++) {
      assertThat(twice[i]).isCloseTo(2 * once[i], within(1e-6f * Math.abs(once[i]) + 1e-12f));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"stft", "hybrid"})
  void refusesWindowsTooShortToReflect(String name) {
    WindowLoss loss = (WindowLoss) Losses.byName(name);
    assertThat(loss.minimumFrames()).isEqualTo(1025);
    float[] array = new float[1024];
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.evaluate(array, array, 1024, 1, 1, array, SCRATCH))
        .withMessage("the " + name + " loss needs windows of at least 1025 frames, not 1024");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.evaluate(array, array, 1025, 1, 1, array, SCRATCH))
        .withMessage("1025 frames of 1 channels do not fit arrays of 1024, 1024 and 1024");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> loss.evaluate(array, array, 1025, 0, 1, array, SCRATCH));
    assertThatIllegalArgumentException().isThrownBy(() -> new HybridLoss(-1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new HybridLoss(1, Double.NaN));
  }

  private static double[][] noise(int channels, int frames, long seed, double amplitude) {
    Random random = new Random(seed);
    double[][] noise = new double[channels][frames];
    for (double[] channel : noise) {
      for (int n = 0; n < frames; n++) {
        channel[n] = amplitude * random.nextGaussian();
      }
    }
    return noise;
  }

  private static float[] floats(int length, long seed) {
    float[] floats = new float[length];
    double[] noise = noise(1, length, seed, 0.2)[0];
    for (int i = 0; i < length; i++) {
      floats[i] = (float) noise[i];
    }
    return floats;
  }

  private static double[][] moved(double[][] from, double[][] direction, double step) {
    double[][] moved = like(from);
    for (int c = 0; c < from.length; c++) {
      for (int n = 0; n < from[c].length; n++) {
        moved[c][n] = from[c][n] + step * direction[c][n];
      }
    }
    return moved;
  }

  private static double[][] like(double[][] planes) {
    return new double[planes.length][planes[0].length];
  }
}
