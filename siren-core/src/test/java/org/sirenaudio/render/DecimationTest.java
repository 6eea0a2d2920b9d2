package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
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
    assertThat(loudest(Decimation.filtered(tone, 2))).isLessThan(1e-2);
  }

  @Test
  void aFactorOutOfRangeIsRefused() {
    Clip clip = tone(500, 100);
    assertThatIllegalArgumentException().isThrownBy(() -> Decimation.plain(clip, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Decimation.filtered(clip, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Decimation.filtered(clip, 9000));
  }

  private static double loudest(Clip clip) {
    double loudest = 0;
    for (int i = 100; i < clip.frames() - 100; i++) {
      loudest = Math.max(loudest, Math.abs(clip.channel(0)[i]));
    }
    return loudest;
  }
}
