package org.sirenaudio.sync;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.error.BadDataException;

/** Hum played by a tape with wow, 30 dB above the noise within 1 Hz of it. */
class PilotToneTest {
  private static final int RATE = 8000;
  private static final double WOW = 0.005;
  private static final double WOW_HZ = 0.8;
  private static final double FAST = 0.004;

  /** The true time at an instant of the recording. */
  private static double truth(double t) {
    return t * (1 + FAST) + WOW / (2 * Math.PI * WOW_HZ) * (1 - Math.cos(2 * Math.PI * WOW_HZ * t));
  }

  /** Low noise and a hum. */
  private static Clip tape(double hum, double seconds) {
    SplittableRandom random = new SplittableRandom(5);
    float[] samples = new float[(int) (seconds * RATE)];
    double low = 0;
    for (int i = 0; i < samples.length; i++) {
      low = 0.9 * low + 0.008 * random.nextGaussian();
      samples[i] = (float) (hum * Math.sin(2 * Math.PI * 50 * truth(i / (double) RATE)) + low);
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  /** The power of a sound within 1 Hz of 50 Hz, as a mean square. */
  private static double around(Clip clip) {
    Fft fft = Fft.of(clip.frames());
    double[] work = new double[fft.workLength()];
    for (int i = 0; i < clip.frames(); i++) {
      work[i] = clip.channel(0)[i];
    }
    fft.forward(work);
    double power = 0;
    for (int k = 0; k < fft.bins(); k++) {
      if (Math.abs(k * (double) RATE / clip.frames() - 50) <= 1) {
        power += 2 * (work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1]);
      }
    }
    return power / ((double) clip.frames() * clip.frames());
  }

  @Test
  void theMeanSpeedOfAHumIsFound() throws IOException {
    double hum = Math.sqrt(2 * 1000 * around(tape(0, 30)));
    PilotTone tone = PilotTone.of(tape(hum, 30), 50, PilotTone.usualBand(50));
    assertThat(tone.meanDeviation()).isCloseTo(FAST, within(1e-4));
    // 95 % of the time a sine is below 0.997 of its peak.
    assertThat(tone.wowFlutter().wowPercent()).isCloseTo(100 * WOW, within(0.02));
    assertThat(tone.wowFlutter().flutterPercent()).isNaN();
    assertThat(left(tone, 0, 30)).isLessThan(0.1 * WOW / Math.sqrt(2));
  }

  @Test
  void wowIsRemovedUpToTheEnds() throws IOException {
    PilotTone tone = PilotTone.of(tape(1, 20), 50, PilotTone.usualBand(50));
    assertThat(left(tone, 0, 20)).isLessThan(0.05 * WOW / Math.sqrt(2));
  }

  @Test
  void aDropoutIsBridged() throws IOException {
    Clip tape = tape(1, 30);
    float[] samples = tape.channel(0).clone();
    Arrays.fill(samples, 15 * RATE, 15 * RATE + RATE / 2, 0);
    Clip worn = Clip.of(RATE, new float[][] {samples});
    PilotTone tone = PilotTone.of(worn, 50, PilotTone.usualBand(50));
    assertThat(left(tone, 0, 30)).isLessThan(0.3 * WOW / Math.sqrt(2));
  }

  /** White noise on a hum whose clock is known. */
  @ParameterizedTest
  @CsvSource({"0.1, 15", "0.03, 30", "0.1, 30", "0.3, 30", "0.3, 60"})
  void theStatedRemainingWowMatchesTheTrueClock(double noise, double seconds) throws IOException {
    SplittableRandom random = new SplittableRandom(1);
    double wow = 0.002;
    DoubleUnaryOperator clock =
        t -> t + wow / (2 * Math.PI * WOW_HZ) * (1 - Math.cos(2 * Math.PI * WOW_HZ * t));
    float[] samples = new float[(int) (seconds * RATE)];
    for (int i = 0; i < samples.length; i++) {
      double hum = 0.3 * Math.sin(2 * Math.PI * 50 * clock.applyAsDouble(i / (double) RATE));
      samples[i] = (float) (hum + noise * random.nextGaussian());
    }
    PilotTone tone = PilotTone.of(Clip.of(RATE, new float[][] {samples}), 50, 1.25);
    double[] at = tone.seconds();
    int last = at.length - 1;
    double[] left = new double[at.length];
    for (int m = 0; m <= last; m++) {
      double from = at[Math.max(0, m - 1)];
      double to = at[Math.min(last, m + 1)];
      double speed = (clock.applyAsDouble(to) - clock.applyAsDouble(from)) / (to - from);
      left[m] = tone.deviation()[m] - (speed - 1);
    }
    double actual = WowFlutter.of(left, last / at[last], 1.25).wowPercent();
    assertThat(tone.remaining().wowPercent()).isBetween(0.5 * actual, 2 * actual);
  }

  /** What is left of the speed's error, root mean square. */
  private static double left(PilotTone tone, double from, double to) {
    double error = 0;
    int count = 0;
    for (double t = from; t < to - 0.02; t += 0.01) {
      double speed = (tone.toRecording().inverse(t + 0.01) - tone.toRecording().inverse(t)) / 0.01;
      double is = (truth(t + 0.01) - truth(t)) / 0.01;
      error += (speed - is) * (speed - is);
      count++;
    }
    return Math.sqrt(error / count);
  }

  @Test
  void tonesTooHighForTheSearchAreRefused() {
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PilotTone.of(tape(0.1, 5), 3999, 100))
        .withMessageContaining("below 3846 Hz, not at 3999 Hz");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> PilotTone.of(tape(0, 5), 3845, 100))
        .withMessageContaining("no tone stands out");
  }

  @Test
  void aRecordingWithoutTheToneIsRefused() {
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> PilotTone.of(tape(0, 30), 50, 1.25))
        .withMessageContaining("no tone stands out");
    assertThatExceptionOfType(BadDataException.class)
        .isThrownBy(() -> PilotTone.of(tape(0.1, 0.5), 50, 1.25))
        .withMessageContaining("too short");
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PilotTone.of(tape(0.1, 5), 5000, 1.25));
    assertThatExceptionOfType(IllegalArgumentException.class)
        .isThrownBy(() -> PilotTone.of(tape(0.1, 5), 50, 20));
  }
}
