package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SincInterpolatorTest {
  /** Error in dB relative to the tone, over instants at least 40 samples from the ends. */
  @ParameterizedTest
  @CsvSource({
    "0.01, 64, -100",
    "0.3, 64, -100",
    "0.5, 64, -90",
    "0.6, 64, -90",
    "0.8, 64, -75",
    "0.9, 64, -50",
    "0.95, 64, -40",
    "0.5, 16, -60",
    "0.5, 8, -40",
    "0.97, 256, -60",
    "0.98, 512, -60",
    "0.99, 512, -60"
  })
  void reproducesTones(double nyquists, int taps, double errorDb) {
    SincInterpolator interpolator = SincInterpolator.of(taps);
    int margin = Math.max(40, taps);
    float[] signal = tone(nyquists, 1000);
    Random random = new Random(1);
    double error = 0;
    double power = 0;
    for (int i = 0; i < 2000; i++) {
      double p = margin + (999 - 2 * margin) * random.nextDouble();
      double expected = Math.cos(Math.PI * nyquists * p + 0.3);
      double difference = interpolator.at(signal, p) - expected;
      error += difference * difference;
      power += expected * expected;
    }
    assertThat(10 * Math.log10(error / power)).isLessThan(errorDb);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 63, 64, 65, 1000})
  void theSamplesAreUnchanged(int length) {
    float[] signal = new float[length];
    Random random = new Random(length);
    double[] positions = new double[length];
    for (int n = 0; n < length; n++) {
      signal[n] = (float) random.nextGaussian();
      positions[n] = n;
    }
    assertThat(SincInterpolator.create().at(signal, positions)).isEqualTo(signal);
  }

  @Test
  void isContinuousAtTheSamples() {
    float[] signal = tone(0.7, 200);
    SincInterpolator interpolator = SincInterpolator.create();
    for (double offset : new double[] {1e-15, 1e-12, 1e-9, 1e-6}) {
      for (int side = -1; side <= 1; side += 2) {
        assertThat(interpolator.at(signal, 100 + side * offset))
            .isCloseTo(signal[100], within(1e-14 + 4 * offset));
      }
    }
    assertThat(interpolator.at(signal, Math.nextDown(100.5)))
        .isCloseTo(interpolator.at(signal, Math.nextUp(100.5)), within(1e-12));
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8, 32, 64, 512})
  void equalsItsFormulaEverywhere(int taps) {
    SincInterpolator interpolator = SincInterpolator.of(taps);
    Random random = new Random(7);
    float[] signal = new float[300];
    for (int n = 0; n < signal.length; n++) {
      signal[n] = (float) random.nextGaussian();
    }
    for (int i = 0; i < 500; i++) {
      double p = -200 + 700 * random.nextDouble();
      assertThat(interpolator.at(signal, p)).isCloseTo(formula(signal, p, taps), within(1e-11));
    }
  }

  @Test
  void aConstantStaysAConstant() {
    float[] signal = new float[400];
    Arrays.fill(signal, 0.5f);
    for (double p = 120; p < 280; p += 0.37) {
      assertThat(SincInterpolator.create().at(signal, p)).isCloseTo(0.5, within(1e-14));
    }
  }

  /** The longer kernel is used only where the usual one would be inaccurate. */
  @ParameterizedTest
  @CsvSource({"0.1, 64", "0.9, 64", "0.95, 64", "0.97, 512", "0.98, 512", "1, 512"})
  void theLongKernelIsUsedOnlyNearTheNyquistFrequency(double nyquists, int taps) {
    double[] power = new double[513];
    power[(int) (512 * nyquists)] = 1;
    assertThat(SincInterpolator.suiting(power).taps()).isEqualTo(taps);
    power[20] = 1e4;
    assertThat(SincInterpolator.suiting(power).taps()).isEqualTo(64);
    Arrays.fill(power, 1);
    assertThat(SincInterpolator.suiting(power).taps()).as("white noise").isEqualTo(512);
    assertThat(SincInterpolator.suiting(new double[513]).taps()).as("silence").isEqualTo(64);
  }

  @Test
  void isZeroBeyondTheEndsAndDefinedNearThem() {
    SincInterpolator interpolator = SincInterpolator.create();
    float[] signal = {1, 1, 1};
    assertThat(interpolator.at(signal, -32)).isZero();
    assertThat(interpolator.at(signal, 34)).isZero();
    assertThat(interpolator.at(signal, 1e300)).isZero();
    assertThat(interpolator.at(signal, -1e300)).isZero();
    assertThat(interpolator.at(signal, 2.5)).isBetween(0.4, 0.9);
    assertThat(interpolator.at(new float[0], 3)).isZero();
    assertThat(interpolator.at(signal, new double[0])).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 40, 1000})
  void fixedFractionsAreBitIdentical(int frames) {
    float[] signal = new float[frames];
    SplittableRandom random = new SplittableRandom(frames);
    for (int i = 0; i < frames; i++) {
      signal[i] = (float) random.nextDouble(-1, 1);
    }
    SincInterpolator sinc = SincInterpolator.create();
    double[] fractions = {0.125, 1 / 3.0, 0.382, 0.5, 2 / 3.0, 0.854};
    for (int from = 0; from < frames; from += 1 + frames / 7) {
      float[][] values = sinc.atFractions(fractions).values(signal, 0, from, frames - from);
      for (int p = 0; p < fractions.length; p++) {
        for (int i = 0; i < frames - from; i++) {
          assertThat(values[p][i]).isEqualTo((float) sinc.at(signal, from + i + fractions[p]));
        }
      }
    }
  }

  @Test
  void invalidTapsAndPositionsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> SincInterpolator.of(7));
    assertThatIllegalArgumentException().isThrownBy(() -> SincInterpolator.of(0));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SincInterpolator.create().at(new float[4], Double.NaN))
        .withMessage("cannot interpolate at position NaN");
  }

  private static double formula(float[] signal, double p, int taps) {
    double radius = taps / 2.0;
    double sum = 0;
    double weights = 0;
    for (int k = (int) Math.ceil(p - radius); k <= p + radius; k++) {
      double d = p - k;
      double u = Math.PI * d;
      double c = Math.cos(Math.PI * d / (2 * radius));
      double weight = (u == 0 ? 1 : Math.sin(u) / u) * c * c;
      weights += weight;
      sum += k >= 0 && k < signal.length ? weight * signal[k] : 0;
    }
    return sum / weights;
  }

  private static float[] tone(double nyquists, int frames) {
    float[] tone = new float[frames];
    for (int n = 0; n < frames; n++) {
      tone[n] = (float) Math.cos(Math.PI * nyquists * n + 0.3);
    }
    return tone;
  }
}
