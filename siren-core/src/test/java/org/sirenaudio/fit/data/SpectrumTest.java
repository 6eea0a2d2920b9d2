package org.sirenaudio.fit.data;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;

class SpectrumTest {
  private static final int RATE = 8000;
  private static final double BIN_HZ = RATE / 1024.0;

  @Test
  void theBandEndsWhereItsShareOfThePowerIsReached() {
    // The power of the second is a ninth of the first's: a tenth of both.
    Clip clip = tones(1, 100_000, 400, 0.6, 1600, 0.2);
    Spectrum spectrum = Spectrum.of(clip);
    assertThat(spectrum.hertzBelow(0.85)).isCloseTo(400, within(2 * BIN_HZ));
    assertThat(spectrum.hertzBelow(0.95)).isCloseTo(1600, within(2 * BIN_HZ));
    assertThat(spectrum.hertzBelow(0)).isEqualTo(BIN_HZ);
    assertThat(spectrum.hertzBelow(1)).isLessThanOrEqualTo(RATE / 2.0);
  }

  @Test
  void powerIsSummedOverChannels() {
    Clip clip = tones(2, 5000, 400, 0.5, 1600, 0);
    for (int i = 0; i < clip.frames(); i++) {
      clip.channel(1)[i] = (float) Math.sin(2 * Math.PI * 2400 * i / RATE);
    }
    assertThat(Spectrum.of(clip).hertzBelow(0.15)).isCloseTo(400, within(2 * BIN_HZ));
    assertThat(Spectrum.of(clip).hertzBelow(0.9)).isCloseTo(2400, within(2 * BIN_HZ));
  }

  @Test
  void shortAndSilentClipsHaveTheMinimumBand() {
    assertThat(Spectrum.of(Clip.of(RATE, new float[1][3000])).hertzBelow(0.9)).isEqualTo(BIN_HZ);
    assertThat(Spectrum.of(Clip.of(RATE, new float[][] {{1}})).hertzBelow(0.9))
        .isBetween(BIN_HZ, RATE / 2.0);
  }

  @Test
  void aShareOutsideZeroToOneIsRefused() {
    Spectrum spectrum = Spectrum.of(tones(1, 2000, 400, 1, 1600, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> spectrum.hertzBelow(90));
    assertThatIllegalArgumentException().isThrownBy(() -> spectrum.hertzBelow(Double.NaN));
  }

  private static Clip tones(
      int channels, int frames, double lowHz, double low, double highHz, double high) {
    float[][] samples = new float[channels][frames];
    for (int i = 0; i < frames; i++) {
      double turn = 2 * Math.PI * i / RATE;
      samples[0][i] = (float) (low * Math.sin(lowHz * turn) + high * Math.sin(highHz * turn));
    }
    return Clip.of(RATE, samples);
  }
}
