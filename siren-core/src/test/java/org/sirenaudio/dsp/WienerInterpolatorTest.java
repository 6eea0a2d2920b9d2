package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class WienerInterpolatorTest {
  private static final int KEPT = 4096;
  private static final double[] QUARTERS = {0.25, 0.5, 0.75};
  private static final int ENDS = 40;

  /** The SNR for noise that continues above the new Nyquist frequency, and the improvement. */
  @ParameterizedTest
  @CsvSource({"2, 0.5, -0.2", "3, 0.3, 0.1", "4, 0.4, 1.5"})
  void beatsSincAndLinearInterpolationWhereTheSpectrumContinues(
      double decay, double overSincDb, double overLineDb) {
    float[] noise = noise(4 * KEPT, f -> Math.pow(1 + Math.pow(f / 0.01, 2), -decay / 2));
    float[] kept = everyFourth(noise);
    double wiener = snrDb(noise, wiener(kept));
    assertThat(wiener).isGreaterThan(snrDb(noise, sinc(kept)) + overSincDb);
    assertThat(wiener).isGreaterThan(snrDb(noise, lines(kept)) + overLineDb);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.3, 0.6, 0.8})
  void equalsTheSincForBandLimitedNoise(double nyquists) {
    float[] noise = noise(4 * KEPT, f -> f < nyquists / 8 ? 1 : 0);
    float[] kept = everyFourth(noise);
    double sinc = snrDb(noise, sinc(kept));
    assertThat(snrDb(noise, wiener(kept))).isGreaterThan(Math.min(50, sinc - 0.5));
  }

  @Test
  void approachesTheSamples() {
    float[] signal = noise(1000, f -> 1 / (1e-4 + f * f));
    SubframeInterpolator near = WienerInterpolator.of(3, 1e-6, 1 - 1e-6);
    float[][] values = near.values(signal, 0, 0, 999);
    float[] next = Arrays.copyOfRange(signal, 1, 1000);
    assertThat(values[0]).containsExactly(Arrays.copyOf(signal, 999), within(1e-3f));
    assertThat(values[1]).containsExactly(next, within(1e-3f));
  }

  @Test
  void spansAreBitIdenticalToTheWhole() {
    float[] signal = noise(2000, f -> 1 / (1e-3 + f * f));
    SubframeInterpolator between = WienerInterpolator.of(2.5, QUARTERS);
    float[][] whole = between.values(signal, 0, 0, 1999);
    int first = 1003 - between.reach();
    float[] stretch = Arrays.copyOfRange(signal, first, 1100 + between.reach());
    float[][] part = between.values(stretch, first, between.reach(), 97);
    for (int p = 0; p < part.length; p++) {
      assertThat(part[p]).isEqualTo(Arrays.copyOfRange(whole[p], 1003, 1100));
    }
  }

  @Test
  void silenceStaysSilent() {
    float[][] values = WienerInterpolator.of(2, 0.5).values(new float[300], 0, 0, 299);
    assertThat(values[0]).containsOnly(0f);
  }

  @Test
  void oneAndTwoSamplesAreDefined() {
    SubframeInterpolator between = WienerInterpolator.of(2, 0.5);
    assertThat(between.values(new float[] {1}, 0, 0, 0)[0]).isEmpty();
    assertThat(between.values(new float[] {1, 1}, 0, 0, 1)[0][0]).isBetween(0.2f, 1.5f);
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 3, 5, 8})
  void estimatesTheDecayOfAnAliasedPowerLaw(double decay) {
    double[] power = new double[65];
    for (int b = 0; b < power.length; b++) {
      for (int m = 0; m <= 4; m++) {
        power[b] += Math.pow(1e-3 + m + b / 128.0, -decay);
        power[b] += m == 0 ? 0 : Math.pow(m - b / 128.0, -decay);
      }
    }
    assertThat(WienerInterpolator.decay(power)).isCloseTo(decay, within(0.5));
  }

  @Test
  void aFlatOrSilentSpectrumHasADefaultDecay() {
    double[] flat = new double[65];
    assertThat(WienerInterpolator.decay(flat)).isEqualTo(4);
    Arrays.fill(flat, 1);
    assertThat(WienerInterpolator.decay(flat)).isEqualTo(2);
  }

  @Test
  void invalidDecaysAndFractionsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> WienerInterpolator.of(1.9, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> WienerInterpolator.of(Double.NaN, 0.5));
    assertThatIllegalArgumentException().isThrownBy(() -> WienerInterpolator.of(3, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> WienerInterpolator.of(3, 1));
  }

  /** Gaussian noise with a spectrum, frequencies in cycles a frame, scaled to power 1. */
  private static float[] noise(int frames, DoubleUnaryOperator spectrum) {
    Fft fft = Fft.of(Integer.highestOneBit(2 * frames - 1));
    Random random = new Random(7);
    double[] work = new double[fft.workLength()];
    for (int b = 1; b < fft.bins() - 1; b++) {
      double size = Math.sqrt(spectrum.applyAsDouble((double) b / fft.length()));
      work[2 * b] = size * random.nextGaussian();
      work[2 * b + 1] = size * random.nextGaussian();
    }
    fft.inverse(work);
    double power = 0;
    for (int i = 0; i < frames; i++) {
      power += work[i] * work[i] / frames;
    }
    float[] noise = new float[frames];
    for (int i = 0; i < frames; i++) {
      noise[i] = (float) (work[i] / Math.sqrt(power));
    }
    return noise;
  }

  private static float[] everyFourth(float[] signal) {
    float[] kept = new float[signal.length / 4];
    for (int i = 0; i < kept.length; i++) {
      kept[i] = signal[4 * i];
    }
    return kept;
  }

  private static float[] wiener(float[] kept) {
    double[] power = new double[65];
    for (int center = 0; center < kept.length; center += 256) {
      double[] local = WienerInterpolator.localPower(kept, center);
      Arrays.setAll(power, b -> power[b] + local[b]);
    }
    return spread(kept, WienerInterpolator.of(WienerInterpolator.decay(power), QUARTERS));
  }

  private static float[] sinc(float[] kept) {
    return spread(kept, SincInterpolator.create().atFractions(QUARTERS));
  }

  private static float[] spread(float[] kept, SubframeInterpolator between) {
    float[][] values = between.values(kept, 0, 0, kept.length);
    float[] all = new float[4 * kept.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = i % 4 == 0 ? kept[i / 4] : values[i % 4 - 1][i / 4];
    }
    return all;
  }

  private static float[] lines(float[] kept) {
    double[] places = new double[kept.length];
    Arrays.setAll(places, i -> i);
    Interpolation lines = Interpolation.linear(places, kept);
    float[] all = new float[4 * kept.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) lines.at(i / 4.0);
    }
    return all;
  }

  private static double snrDb(float[] wanted, float[] estimate) {
    double signal = 0;
    double error = 0;
    for (int i = 4 * ENDS; i < wanted.length - 4 * ENDS; i++) {
      signal += wanted[i] * wanted[i];
      error += Math.pow(wanted[i] - estimate[i], 2);
    }
    return 10 * Math.log10(signal / error);
  }
}
