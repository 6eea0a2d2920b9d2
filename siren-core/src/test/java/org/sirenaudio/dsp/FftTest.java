package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FftTest {
  @ParameterizedTest
  @ValueSource(
      ints = {
        1, 2, 3, 4, 5, 6, 7, 8, 9, 15, 16, 17, 30, 31, 32, 33, 49, 64, 100, 127, 128, 211, 243, 256,
        422, 1021, 1024
      })
  void equalsTheDefinition(int length) {
    Fft fft = Fft.of(length);
    double[] signal = noise(length, length);
    double[] work = Arrays.copyOf(signal, fft.workLength());
    fft.forward(work);
    for (int k = 0; k < fft.bins(); k++) {
      double re = 0;
      double im = 0;
      for (int n = 0; n < length; n++) {
        double angle = 2 * Math.PI * ((long) k * n % length) / length;
        re += signal[n] * Math.cos(angle);
        im -= signal[n] * Math.sin(angle);
      }
      assertThat(work[2 * k]).isCloseTo(re, within(1e-11 * length));
      assertThat(work[2 * k + 1]).isCloseTo(im, within(1e-11 * length));
    }
    fft.inverse(work);
    for (int n = 0; n < length; n++) {
      assertThat(work[n]).isCloseTo(signal[n], within(1e-12));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 8, 9, 12, 33, 64, 211, 512, 633})
  void adjointIsTheTranspose(int length) {
    Fft fft = Fft.of(length);
    double[] x = noise(length, 1);
    double[] y = noise(fft.workLength(), 2);
    double[] ax = Arrays.copyOf(x, fft.workLength());
    fft.forward(ax);
    double[] aty = y.clone();
    fft.adjoint(aty);
    double left = dot(ax, y, fft.workLength());
    double right = dot(x, aty, length);
    assertThat(left).isCloseTo(right, within(1e-10 * Math.max(1, length)));
  }

  @Test
  void oneInstanceServesManyThreads() {
    for (int length : new int[] {1000, 1024, 1021, 16_384, 20_011}) {
      Fft fft = Fft.of(length);
      double[] expected = Arrays.copyOf(noise(length, 3), fft.workLength());
      fft.forward(expected);
      boolean allEqual =
          IntStream.range(0, 64)
              .parallel()
              .mapToObj(
                  i -> {
                    double[] work = Arrays.copyOf(noise(length, 3), fft.workLength());
                    fft.forward(work);
                    return work;
                  })
              .allMatch(work -> Arrays.equals(work, expected));
      assertThat(allEqual).as("length %d", length).isTrue();
    }
  }

  @Test
  void longTransformsRunOnTheCallingThreadDespiteAnInterrupt() {
    int length = 1 << 17;
    Fft fft = Fft.of(length);
    double[] expected = Arrays.copyOf(noise(length, 4), fft.workLength());
    fft.forward(expected);
    double[] signal = Arrays.copyOf(noise(length, 4), fft.workLength());
    for (int i = 0; i < 20; i++) {
      double[] work = signal.clone();
      Thread.currentThread().interrupt();
      fft.forward(work);
      assertThat(Thread.interrupted()).isTrue();
      assertThat(Arrays.equals(work, expected)).isTrue();
    }
  }

  @Test
  void invalidLengthsAreRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> Fft.of(0)).withMessageContaining("0");
    assertThatIllegalArgumentException().isThrownBy(() -> Fft.of(Integer.MAX_VALUE));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Fft.of(8).forward(new double[9]))
        .withMessage("an FFT of length 8 needs an array of at least 10 values, not 9");
  }

  static double[] noise(int length, long seed) {
    Random random = new Random(seed);
    double[] noise = new double[length];
    for (int i = 0; i < length; i++) {
      noise[i] = random.nextGaussian();
    }
    return noise;
  }

  static double dot(double[] a, double[] b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }
}
