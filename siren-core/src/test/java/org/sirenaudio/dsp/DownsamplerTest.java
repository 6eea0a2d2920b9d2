package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DownsamplerTest {

  @Test
  void theFilterIsFlatWithin0001DbAndItsStopbandBelow105Db() {
    int points = 40;
    double flat = 0;
    for (double f = 0; f <= 0.45; f += 0.001) {
      flat = Math.max(flat, Math.abs(decibels(response(f, points))));
    }
    assertThat(flat).as("ripple in dB").isLessThan(1e-4);
    double loudest = -300;
    for (double f = 0.5; f <= points / 2.0; f += 0.003) {
      loudest = Math.max(loudest, decibels(response(f, points)));
    }
    assertThat(loudest).as("stop band in dB").isLessThan(-105);
  }

  /** At a frequency in cycles a frame, of a filter with so many points a frame. */
  private static double response(double frequency, int points) {
    double[] taps = new double[AntiAliasFilter.TAPS];
    double re = 0;
    for (int i = 0; i < points; i++) {
      double fraction = i / (double) points;
      AntiAliasFilter.taps(fraction, 1.0 / points, taps);
      for (int k = 0; k < taps.length; k++) {
        double distance = k - AntiAliasFilter.REACH + 1 - fraction;
        re += taps[k] * Math.cos(2 * Math.PI * frequency * distance);
      }
    }
    return Math.abs(re);
  }

  private static double decibels(double amplitude) {
    return 20 * Math.log10(amplitude + 1e-15);
  }

  @Test
  void theTapsAreSymmetricAndFollowTheFormula() {
    double[] taps = new double[AntiAliasFilter.TAPS];
    double[] others = new double[AntiAliasFilter.TAPS];
    for (double fraction : new double[] {0, 1e-9, 0.1, 1 / 3.0, 0.5, 0.99, 1}) {
      AntiAliasFilter.taps(fraction, 1, taps);
      AntiAliasFilter.taps(1 - fraction, 1, others);
      for (int k = 0; k < taps.length; k++) {
        assertThat(taps[k]).isCloseTo(others[taps.length - 1 - k], within(1e-13));
        double exact = AntiAliasFilter.at(k - AntiAliasFilter.REACH + 1 - fraction);
        assertThat(taps[k]).isCloseTo(exact, within(1e-6));
      }
    }
  }

  /** Tones of the pass band are unchanged; those above the Nyquist frequency are gone. */
  @ParameterizedTest
  @CsvSource({
    "16000, 3000",
    "44100, 16000",
    "48000, 44100",
    "48000, 47999",
    "16000, 4000",
    "8, 1",
    "7, 5",
    "2205.5, 1000",
    "31.41592, 2.71828",
    "96000, 7",
    "3, 1"
  })
  void tonesArePassedOrRejected(double points, double frames) {
    int wanted = 40;
    long first = 500;
    for (double nyquists : new double[] {0, 0.001, 0.4, 0.8, 0.9}) {
      float[] kept = tone(points, frames, nyquists / 2, first, wanted);
      for (int m = 0; m < wanted; m++) {
        double expected = Math.cos(Math.PI * nyquists * (first + m) + 0.3);
        assertThat((double) kept[m]).as("%s", nyquists).isCloseTo(expected, within(1e-5));
      }
    }
    double ratio = points / frames;
    for (double nyquists : new double[] {1, 1.02, 1.3, 2, 3, 7.1, ratio}) {
      if (nyquists <= ratio) {
        for (float value : tone(points, frames, nyquists / 2, first, wanted)) {
          assertThat((double) value).as("%s", nyquists).isCloseTo(0, within(1e-5));
        }
      }
    }
  }

  private static float[] tone(double points, double frames, double cycles, long first, int wanted) {
    Downsampler downsampler = Downsampler.of(points, frames);
    long from = downsampler.firstPoint(first);
    int count = (int) (downsampler.lastPoint(first + wanted - 1) + 1 - from);
    float[] signal = new float[count];
    for (int i = 0; i < count; i++) {
      signal[i] = (float) Math.cos(2 * Math.PI * cycles * (from + i) * frames / points + 0.3);
    }
    float[] kept = new float[downsampler.mostFrames(count)];
    assertThat(downsampler.from(first).add(signal, count, kept)).isEqualTo(wanted);
    return Arrays.copyOf(kept, wanted);
  }

  @ParameterizedTest
  @CsvSource({"16000, 3000", "44100, 16000", "4, 1", "1500, 1", "10.7, 3.3", "9, 8"})
  void blockwiseResultsAreBitIdentical(double points, double frames) {
    Downsampler downsampler = Downsampler.of(points, frames);
    SplittableRandom random = new SplittableRandom(1);
    int wanted = 30;
    long origin = downsampler.firstPoint(-3);
    int count = (int) (downsampler.lastPoint(wanted - 4) + 1 - origin);
    float[] signal = new float[count];
    for (int i = 0; i < count; i++) {
      signal[i] = (float) random.nextDouble(-1, 1);
    }
    float[] whole = new float[downsampler.mostFrames(count)];
    assertThat(downsampler.from(-3).add(signal, count, whole)).isEqualTo(wanted);
    for (int i = 0; i < 5; i++) {
      int first = random.nextInt(wanted);
      int length = 1 + random.nextInt(wanted - first);
      Downsampler.Stream stream = downsampler.from(first - 3);
      int at = (int) (downsampler.firstPoint(first - 3) - origin);
      int end = (int) (downsampler.lastPoint(first - 3 + length - 1) + 1 - origin);
      int done = 0;
      while (at < end) {
        int block = Math.min(end - at, 1 + random.nextInt(end - at));
        float[] out = new float[downsampler.mostFrames(block)];
        int complete = stream.add(Arrays.copyOfRange(signal, at, at + block), block, out);
        for (int m = 0; m < complete; m++) {
          assertThat(out[m]).isEqualTo(whole[first + done + m]);
        }
        done += complete;
        at += block;
      }
      assertThat(done).isEqualTo(length);
    }
  }

  @Test
  void positionsAreExactAfterADay() {
    Downsampler downsampler = Downsampler.of(44_100, 16_000);
    long frame = 16_000L * 3600 * 24;
    assertThat(downsampler.firstPoint(frame) - downsampler.firstPoint(0))
        .isEqualTo(frame * 441 / 160);
  }

  @Test
  void invalidRatiosAreRefused() {
    for (double[] ratio :
        new double[][] {{1, 2}, {0, 0}, {5, 0}, {5, -1}, {Double.NaN, 1}, {2, Double.NaN}}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Downsampler.of(ratio[0], ratio[1]));
    }
  }
}
