package org.sirenaudio.bench.fits;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PinkNoiseTest {

  @Test
  void noiseAndToneHaveTheStatedLevels() {
    float[] x = PinkNoise.withTone(20).channel(0);
    double cosine = 0;
    double sine = 0;
    double power = 0;
    for (int n = 0; n < x.length; n++) {
      double phase = 2 * Math.PI * 440 * n / 8000;
      cosine += x[n] * Math.cos(phase) * 2 / x.length;
      sine += x[n] * Math.sin(phase) * 2 / x.length;
      power += x[n] * x[n] / x.length;
    }
    double tone = Math.hypot(cosine, sine);
    assertThat(20 * Math.log10(tone)).isCloseTo(-13, within(0.1));
    assertThat(10 * Math.log10(power - tone * tone / 2)).isCloseTo(-20, within(0.1));
  }

  @Test
  void theSameSeedGivesTheSameNoise() {
    assertThat(PinkNoise.withTone(1).channel(0)).isEqualTo(PinkNoise.withTone(1).channel(0));
  }
}
