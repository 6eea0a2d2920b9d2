package org.sirenaudio.fit.pursuit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GaborDictionaryTest {

  @ParameterizedTest
  @CsvSource({"1, 8", "2, 8", "50, 8", "1000, 8", "1000, 64", "5000, 512"})
  void analysisIsTheAdjointOfSynthesis(int frames, double deviation) {
    Dictionary dictionary = GaborDictionary.of(frames, deviation);
    double[] signal = noise(frames);
    double[] coefficients = real(dictionary, noise(2 * dictionary.cells()));
    double left = dot(dictionary.signal(coefficients), signal);
    double right = inner(dictionary, coefficients, dictionary.spectrum(signal));
    assertThat(left).isCloseTo(right, within(1e-9 * (1 + Math.abs(left))));
  }

  @ParameterizedTest
  @CsvSource({"4000, 8", "4000, 64", "20000, 512"})
  void normIsOne(int frames, double deviation) {
    Dictionary dictionary = GaborDictionary.of(frames, deviation);
    double[] signal = noise(frames);
    double norm = 0;
    for (int i = 0; i < 40; i++) {
      double size = Math.sqrt(dot(signal, signal));
      for (int n = 0; n < frames; n++) {
        signal[n] /= size;
      }
      double[] spectrum = dictionary.spectrum(signal);
      spectrum[0] = 0;
      norm = Math.sqrt(inner(dictionary, spectrum, spectrum));
      signal = dictionary.signal(spectrum);
    }
    assertThat(norm).isBetween(0.95, 1.05);
  }

  @Test
  void allWaveletsRepresentAnySegment() {
    double[][] targets = {noise(1500)};
    SparseSeries series = new SparseSeries(targets, GaborDictionary.of(1500, 32));
    for (int i = 0; i < 10; i++) {
      series.choose(series.most(), new double[] {1});
    }
    assertThat(series.error(0)).isLessThan(1e-6);
  }

  @Test
  void aWaveletIsFoundInItsPlace() {
    Dictionary dictionary = GaborDictionary.of(4000, 64);
    double[] coefficients = new double[2 * dictionary.cells()];
    int cell = dictionary.cells() / 2 + 7;
    coefficients[2 * cell] = 3;
    coefficients[2 * cell + 1] = -2;
    double[] wavelet = dictionary.signal(coefficients);
    SparseSeries series = new SparseSeries(new double[][] {wavelet}, dictionary);
    series.choose(1, new double[] {1});
    assertThat(series.isChosen(cell)).isTrue();
    double turn = 2 * Math.PI * dictionary.multiple(cell) / dictionary.period();
    for (int n = 0; n < 4000; n += 13) {
      double t = n - dictionary.centre(cell);
      double wave =
          series.cosine(0, cell) * Math.cos(turn * t) + series.sine(0, cell) * Math.sin(turn * t);
      double envelope = Math.exp(-0.5 * t * t / (64 * 64));
      assertThat(wave * envelope).isCloseTo(wavelet[n], within(1e-6));
    }
  }

  @Test
  void shortSoundsTakeNarrowWaveletsAndSteadyOnesWide() {
    double[] clicks = new double[20_000];
    double[] tones = new double[20_000];
    Random random = new Random(2);
    for (int n = 0; n < 100; n++) {
      clicks[random.nextInt(clicks.length)] = random.nextGaussian();
    }
    for (int n = 0; n < tones.length; n++) {
      tones[n] = Math.sin(0.11 * n) + Math.sin(0.117 * n) + Math.sin(0.93 * n);
    }
    double narrow = GaborScale.of(new double[][] {clicks}).dictionary().deviation();
    double wide = GaborScale.of(new double[][] {tones}).dictionary().deviation();
    assertThat(narrow).isLessThan(32);
    assertThat(wide).isGreaterThan(256);
  }

  private static double[] noise(int count) {
    return new Random(4).doubles(count, -1, 1).toArray();
  }

  /** Without imaginary parts where there is no sine. */
  private static double[] real(Dictionary dictionary, double[] coefficients) {
    for (int cell = 0; cell < dictionary.cells(); cell++) {
      int multiple = dictionary.multiple(cell);
      if (multiple == 0 || 2 * multiple == dictionary.period()) {
        coefficients[2 * cell + 1] = 0;
      }
    }
    return coefficients;
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static double inner(Dictionary dictionary, double[] a, double[] b) {
    double sum = 0;
    for (int cell = 0; cell < dictionary.cells(); cell++) {
      double product = a[2 * cell] * b[2 * cell] + a[2 * cell + 1] * b[2 * cell + 1];
      sum += dictionary.weight(cell) * product;
    }
    return sum;
  }
}
