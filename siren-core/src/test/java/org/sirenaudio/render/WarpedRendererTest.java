package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.Models;
import org.sirenaudio.time.TimeMap;

/** Renderings on another clock against exact values. */
class WarpedRendererTest {
  private static final int RATE = 8000;

  /** Away from the ends, which depend on the extrapolation. */
  private static final int MARGIN = 400;

  private static Clip sampled(int frames, DoubleUnaryOperator function) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) function.applyAsDouble(i / (double) RATE);
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  /** Thirty tones up to a part of the Nyquist frequency, in any phase. */
  private static DoubleUnaryOperator multitone(double most) {
    SplittableRandom random = new SplittableRandom(4);
    double[] hertz = random.doubles(30, 20, most * RATE / 2).toArray();
    double[] phases = random.doubles(30, 0, 7).toArray();
    return t -> {
      double sum = 0;
      for (int k = 0; k < hertz.length; k++) {
        sum += Math.cos(2 * Math.PI * hertz[k] * t + phases[k]) / 30;
      }
      return sum;
    };
  }

  /** In dB, of a rendering beside a function on its own clock. */
  private static double snr(Clip rendered, double rate, DoubleUnaryOperator exact) {
    double error = 0;
    double power = 0;
    for (int m = MARGIN; m < rendered.frames() - MARGIN; m++) {
      double should = exact.applyAsDouble(m / rate);
      power += should * should;
      error += Math.pow(rendered.channel(0)[m] - should, 2);
    }
    return 10 * Math.log10(power / error);
  }

  private static TimeMap wow(double seconds) {
    double[] from = new double[200];
    double[] to = new double[200];
    for (int i = 0; i < 200; i++) {
      from[i] = i * seconds / 199;
      to[i] = from[i] + 2e-5 * Math.sin(2 * Math.PI * from[i] / 3) + 1e-4 * from[i];
    }
    return TimeMap.through(from, to);
  }

  @ParameterizedTest
  @CsvSource({
    "1.000145, 8000, 0.94",
    "0.9995, 8000, 0.94",
    "1.0005, 8000, 0.94",
    "0.7, 8000, 0.94",
    "1, 11025.25, 0.94",
    "1.3, 8000, 0.69",
    "2, 8000, 0.44",
    "1, 5000, 0.56"
  })
  void aRecordingAtAnotherSpeedIsAccurateTo120Db(double speed, double rate, double most) {
    DoubleUnaryOperator tones = multitone(most);
    Clip warped = Renderer.of(sampled(24_000, tones)).warped(TimeMap.speed(speed), rate);
    assertThat(warped.frames()).isEqualTo((int) Math.round(3 / speed * rate));
    double snr = snr(warped, rate, t -> tones.applyAsDouble(speed * t));
    assertThat(snr).isGreaterThan(120);
  }

  @Test
  void aRecordingOnAVaryingClockIsAccurateTo120Db() {
    DoubleUnaryOperator tones = multitone(0.94);
    TimeMap map = wow(3);
    Clip warped = Renderer.of(sampled(24_000, tones)).warped(map, RATE);
    double snr = snr(warped, RATE, t -> tones.applyAsDouble(map.at(t)));
    assertThat(snr).isGreaterThan(120);
  }

  /** A tone sped up beyond the Nyquist frequency is removed, one below is kept. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void contentSpedUpBeyondTheNyquistFrequencyIsFilteredOut(boolean modelled) {
    for (double hertz : new double[] {1700, 2700}) {
      DoubleUnaryOperator tone = t -> Math.sin(2 * Math.PI * hertz * t);
      Renderer renderer =
          modelled
              ? Renderer.of(Models.tone(hertz, 16_000, RATE))
              : Renderer.of(sampled(16_000, tone));
      Clip fast = renderer.warped(TimeMap.speed(2), RATE);
      for (int m = MARGIN; m < fast.frames() - MARGIN; m++) {
        double should = hertz < 2000 ? tone.applyAsDouble(2.0 * m / RATE) : 0;
        assertThat((double) fast.channel(0)[m]).isCloseTo(should, within(2e-5));
      }
    }
  }

  @Test
  void aModelOnAVaryingClockIsExact() {
    TimeMap map = wow(2);
    Clip warped = Renderer.of(Models.tone(440, 16_000, RATE)).warped(map, 44_099.37);
    assertThat(warped.sampleRate()).isEqualTo(44_099.37);
    for (int m = 0; m < warped.frames(); m++) {
      double should = Math.sin(2 * Math.PI * 440 * map.at(m / 44_099.37));
      assertThat((double) warped.channel(0)[m]).isCloseTo(should, within(2e-5));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.9, 1.0001, 1.7})
  void spansAreBitIdenticalToTheWhole(double speed) {
    TimeMap map = TimeMap.through(new double[] {0, 1, 3}, new double[] {-0.2, speed, 3 * speed});
    for (Renderer renderer :
        new Renderer[] {
          Renderer.of(Models.random(3, 2, 20_000, RATE)).on(map),
          Renderer.of(Renderer.of(Models.random(3, 2, 20_000, RATE)).at(RATE)).on(map)
        }) {
      Clip whole = renderer.threads(1).at(RATE);
      SplittableRandom random = new SplittableRandom(3);
      for (int i = 0; i < 6; i++) {
        int first = random.nextInt(whole.frames());
        int frames = 1 + random.nextInt(whole.frames() - first);
        Clip piece = renderer.threads(3).at(RATE, new Renderer.Span(first, frames));
        for (int c = 0; c < 2; c++) {
          assertThat(piece.channel(c))
              .isEqualTo(Arrays.copyOfRange(whole.channel(c), first, first + frames));
        }
      }
    }
  }

  @Test
  void outsideTheRecordingThereIsSilence() {
    Clip ones = sampled(8000, t -> 1);
    Clip late = Renderer.of(ones).warped(TimeMap.linear(-0.5, 1), RATE);
    assertThat(late.frames()).isEqualTo(12_000);
    for (int m = 0; m < late.frames(); m++) {
      assertThat((double) late.channel(0)[m]).isCloseTo(m < 4000 ? 0 : 1, within(1e-5));
    }
    Clip early = Renderer.of(ones).warped(TimeMap.linear(0.25, 1), RATE);
    assertThat(early.frames()).isEqualTo(6000);
  }

  @Test
  void theIdentityMapChangesNothing() {
    Renderer model = Renderer.of(Models.random(3, 2, 5000, RATE));
    assertThat(model.warped(TimeMap.speed(1), RATE).channel(1))
        .isEqualTo(model.at(RATE).channel(1));
  }

  @Test
  void impossibleMapsAreRefused() {
    Renderer renderer = Renderer.of(sampled(8000, t -> 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renderer.warped(TimeMap.linear(2, 1), RATE))
        .withMessageContaining("nothing");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> renderer.warped(TimeMap.speed(1e6), RATE))
        .withMessageContaining("times as fast");
  }
}
