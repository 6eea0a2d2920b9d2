package org.sirenaudio.fit.pursuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SparseSeriesTest {

  private static final double[] MONO = {1};

  private static final double[] STEREO = {1, 1};

  @Test
  void findsATonesOwnFrequency() {
    double[] tone = new double[2000];
    SparseSeries empty = series(new double[][] {tone});
    double turn = 2 * Math.PI * 300 / empty.dictionary().period();
    for (int n = 0; n < tone.length; n++) {
      tone[n] = 0.5 + 0.7 * Math.cos(turn * n) - 0.2 * Math.sin(turn * n);
    }
    SparseSeries series = series(new double[][] {tone});
    series.choose(1, MONO);
    assertThat(series.isChosen(300)).isTrue();
    assertThat(series.cosine(0, 0)).isCloseTo(0.5, within(1e-3));
    assertThat(series.cosine(0, 300)).isCloseTo(0.7, within(1e-3));
    assertThat(series.sine(0, 300)).isCloseTo(-0.2, within(1e-3));
    assertThat(series.error(0)).isLessThan(1e-8);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 16, 17, 255, 1000})
  void allFrequenciesRepresentAnySegment(int frames) {
    SparseSeries series = series(noise(2, frames));
    for (int i = 0; i < 20; i++) {
      series.choose(series.most(), STEREO);
    }
    assertThat(Math.max(series.error(0), series.error(1))).isLessThan(1e-3);
  }

  /** Of the least-squares solution. */
  @Test
  void residualIsOrthogonalToTheChosenFrequencies() {
    double[][] targets = noise(1, 1000);
    SparseSeries series = series(targets);
    for (int i = 0; i < 5; i++) {
      series.choose(100, MONO);
    }
    double[] rest = targets[0].clone();
    for (int k = 0; k <= series.most(); k++) {
      for (int n = 0; n < rest.length && series.isChosen(k); n++) {
        double turned = 2 * Math.PI * k * n / series.dictionary().period();
        rest[n] -= series.cosine(0, k) * Math.cos(turned) + series.sine(0, k) * Math.sin(turned);
      }
    }
    double power = 0;
    double worst = 0;
    for (int k = 0; k <= series.most(); k++) {
      double cosine = 0;
      double sine = 0;
      for (int n = 0; n < rest.length; n++) {
        double turned = 2 * Math.PI * k * n / series.dictionary().period();
        cosine += rest[n] * Math.cos(turned);
        sine += rest[n] * Math.sin(turned);
      }
      double energy = cosine * cosine + sine * sine;
      power = Math.max(power, energy);
      worst = Math.max(worst, series.isChosen(k) ? energy : 0);
    }
    assertThat(worst).isLessThan(1e-4 * power);
  }

  @Test
  void errorMeetsTheEstimate() {
    SparseSeries series = series(noise(1, 4000));
    double[] noise = {0.25};
    for (int i = 0; i < 4; i++) {
      series.choose(series.needed(noise), noise);
    }
    assertThat(series.error(0)).isBetween(0.2, 0.26);
  }

  @Test
  void quietChannelGetsItsShare() {
    double[][] targets = noise(2, 3000);
    for (int n = 0; n < 3000; n++) {
      targets[1][n] *= 1e-3;
    }
    SparseSeries series = series(targets);
    double[] noise = {0.3, 0.3e-6};
    for (int i = 0; i < 4; i++) {
      series.choose(series.needed(noise), noise);
    }
    assertThat(series.error(1)).isLessThan(0.32e-6);
  }

  private static SparseSeries series(double[][] targets) {
    return new SparseSeries(targets, FourierDictionary.of(targets[0].length));
  }

  /** Of unit variance. */
  private static double[][] noise(int channels, int frames) {
    Random random = new Random(5);
    double[][] values = new double[channels][frames];
    for (double[] channel : values) {
      for (int n = 0; n < frames; n++) {
        channel[n] = random.nextGaussian();
      }
    }
    return values;
  }
}
