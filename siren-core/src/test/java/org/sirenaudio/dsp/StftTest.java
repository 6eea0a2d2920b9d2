package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StftTest {
  @ParameterizedTest
  @CsvSource({
    "16, 4, 16, 9, true", // the shortest signal that reflects
    "16, 4, 10, 40, true",
    "15, 7, 9, 40, true",
    "16, 4, 16, 16, false", // one frame
    "16, 5, 11, 43, false",
    "64, 3, 1, 100, true",
    "1, 1, 1, 5, true"
  })
  void equalsTheDefinitionAndItsTranspose(
      int nFft, int hopLength, int winLength, int length, boolean center) {
    Stft stft = Stft.of(nFft, hopLength, winLength, Window.HANN_PERIODIC, center);
    double[] signal = FftTest.noise(length, 1);
    double[] padded = center ? reflected(signal, nFft / 2) : signal;
    double[] window = new double[nFft];
    double[] inner = Window.HANN_PERIODIC.samples(winLength);
    System.arraycopy(inner, 0, window, (nFft - winLength) / 2, winLength);
    assertThat(stft.frames(length)).isEqualTo(1 + (padded.length - nFft) / hopLength);

    double[] spectrum = new double[stft.workLength()];
    double[] gradient = new double[length];
    double left = 0;
    for (int t = 0; t < stft.frames(length); t++) {
      stft.forward(signal, t, spectrum);
      for (int k = 0; k < stft.bins(); k++) {
        double re = 0;
        double im = 0;
        for (int n = 0; n < nFft; n++) {
          double value = window[n] * padded[t * hopLength + n];
          re += value * Math.cos(2 * Math.PI * k * n / nFft);
          im -= value * Math.sin(2 * Math.PI * k * n / nFft);
        }
        assertThat(spectrum[2 * k]).isCloseTo(re, within(1e-11));
        assertThat(spectrum[2 * k + 1]).isCloseTo(im, within(1e-11));
      }
      double[] y = FftTest.noise(stft.workLength(), 100 + t);
      left += FftTest.dot(spectrum, y, y.length);
      stft.adjoint(y, t, gradient);
    }
    assertThat(FftTest.dot(signal, gradient, length)).isCloseTo(left, within(1e-10));
  }

  @Test
  void aToneOfAmplitudeOnePeaksAtHalfTheSumOfTheWindow() {
    Stft stft = Stft.of(256, 64, 256);
    float[] signal = new float[1024];
    for (int n = 0; n < signal.length; n++) {
      signal[n] = (float) Math.cos(2 * Math.PI * 32 * n / 256);
    }
    float[][] magnitudes = stft.magnitudes(signal);
    assertThat(magnitudes).hasDimensions(17, 129);
    assertThat(magnitudes[8][32]).isCloseTo(64f, within(1e-4f));
    assertThat(magnitudes[8][40]).isCloseTo(0f, within(1e-4f));
  }

  @Test
  void invalidFramesAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Stft.of(0, 1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> Stft.of(16, 0, 16));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Stft.of(16, 4, 17))
        .withMessage("winLength must be between 1 and nFft (16), not 17");
    Stft stft = Stft.of(16, 4, 16);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> stft.frames(8))
        .withMessage("a short-time spectrum with nFft 16 needs at least 9 samples, not 8");
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> stft.forward(new double[20], 6, new double[18]));
    assertThatExceptionOfType(IndexOutOfBoundsException.class)
        .isThrownBy(() -> stft.adjoint(new double[18], -1, new double[20]));
  }

  private static double[] reflected(double[] signal, int padding) {
    double[] padded = new double[signal.length + 2 * padding];
    for (int n = 0; n < padded.length; n++) {
      int index = Math.abs(n - padding);
      padded[n] = signal[index < signal.length ? index : 2 * signal.length - 2 - index];
    }
    return padded;
  }
}
