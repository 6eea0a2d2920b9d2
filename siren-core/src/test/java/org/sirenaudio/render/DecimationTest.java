package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;

class DecimationTest {
  private static final int RATE = 8000;

  private static Clip tone(double hertz, int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) Math.sin(2 * Math.PI * hertz * i / RATE);
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  @Test
  void everyFactorThFrameIsKept() {
    Clip clip = tone(500, 1001);
    Clip plain = Decimation.plain(clip, 4);
    assertThat(plain.sampleRate()).isEqualTo(2000);
    assertThat(plain.frames()).isEqualTo(251);
    assertThat(plain.channel(0)[250]).isEqualTo(clip.channel(0)[1000]);
  }

  @Test
  void theFilterRemovesWhatWouldAlias() {
    // 3 kHz is aliased to 1 kHz where frames are dropped.
    Clip tone = tone(3000, 4000);
    assertThat(loudest(Decimation.plain(tone, 2))).isGreaterThan(0.7);
    assertThat(loudest(Decimation.filtered(tone, 4000))).isLessThan(1e-5);
  }

  @ParameterizedTest
  @CsvSource({
    "4000, 8192, 4096",
    "3000, 8192, 3072",
    "7350, 8000, 7350",
    "1234.5, 4096, 632",
    "1, 20000, 3",
    "1, 10, 1",
    "7999, 1, 1"
  })
  void filteringHasNoDelay(double rate, int frames, int expected) {
    Clip kept = Decimation.filtered(tone(0.09 * rate, frames), rate);
    assertThat(kept.sampleRate()).isEqualTo(rate);
    assertThat(kept.frames()).isEqualTo(expected);
    for (int m = 150; m < kept.frames() - 150; m++) {
      double exact = Math.sin(2 * Math.PI * 0.09 * m);
      assertThat((double) kept.channel(0)[m]).isCloseTo(exact, within(1e-5));
    }
  }

  /** A long recording is visited in several blocks, channel by channel. */
  @Test
  void channelsAreIndependentInLongRecordings() {
    float[][] both = {tone(100, 200_000).channel(0), tone(300, 200_000).channel(0)};
    Clip kept = Decimation.filtered(Clip.of(RATE, both), 3000);
    for (int c = 0; c < 2; c++) {
      Clip alone = Decimation.filtered(Clip.of(RATE, new float[][] {both[c]}), 3000);
      assertThat(kept.channel(c)).isEqualTo(alone.channel(0));
      assertThat((double) kept.channel(c)[70_000])
          .isCloseTo(Math.sin(2 * Math.PI * (c == 0 ? 100 : 300) * 70_000 / 3000.0), within(1e-5));
    }
  }

  @Test
  void aConstantStaysConstantUpToTheEnds() {
    float[] samples = new float[1000];
    java.util.Arrays.fill(samples, 0.4f);
    for (double rate : new double[] {4000, 3000, 10, 7777.7}) {
      for (float value :
          Decimation.filtered(Clip.of(RATE, new float[][] {samples}), rate).channel(0)) {
        assertThat((double) value).isCloseTo(0.4, within(3e-6));
      }
    }
  }

  @Test
  void ratesWithinHalfAHertzAreEqual() {
    assertThat(Decimation.lowers(15_999, 16_000)).isTrue();
    assertThat(Decimation.lowers(16_000, 16_000)).isFalse();
    assertThat(Decimation.lowers(16_000, 16_000.4)).isFalse();
    assertThat(Decimation.lowers(15_999, 15_999.6)).isTrue();
    assertThat(Decimation.lowers(1.2, 1.1)).isFalse();
  }

  @Test
  void aRateOutOfRangeIsRefused() {
    Clip clip = tone(500, 100);
    assertThatIllegalArgumentException().isThrownBy(() -> Decimation.plain(clip, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Decimation.plain(clip, 9000));
    for (double rate : new double[] {0, -1, 0.5, 8001, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> Decimation.filtered(clip, rate));
    }
  }

  private static double loudest(Clip clip) {
    double loudest = 0;
    for (int i = 100; i < clip.frames() - 100; i++) {
      loudest = Math.max(loudest, Math.abs(clip.channel(0)[i]));
    }
    return loudest;
  }
}
