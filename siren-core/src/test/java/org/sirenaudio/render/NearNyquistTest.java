package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;

/**
 * A tone at 0.49 of the rate, fitted and rendered at twice the rate, leaves hardly an image at
 * 0.51. A sinc of 64 taps, which suits other recordings, leaves one of −13.7 dB there.
 */
class NearNyquistTest {
  private static final int RATE = 8000;
  private static final int FRAMES = 1200;

  @Test
  void aToneNearHalfTheRateLeavesNoImage() {
    float[] samples = new float[FRAMES];
    for (int n = 0; n < FRAMES; n++) {
      samples[n] = (float) (0.5 * Math.sin(2 * Math.PI * 0.49 * n + 1));
    }
    Clip clip = Clip.of(RATE, new float[][] {samples});
    ClipModel model = Fitter.with(FitConfig.balanced()).fit(clip, p -> {});
    float[] rendered = Renderer.of(model).at(2 * RATE).channel(0);
    assertThat(level(rendered, 0.49)).isBetween(-0.2, 0.2);
    assertThat(level(rendered, 0.51)).isLessThan(-45);
  }

  /** In dB against the tone, of a frequency in cycles a frame of the clip, away from the ends. */
  private static double level(float[] rendered, double cycles) {
    int from = 600;
    int count = rendered.length - 2 * from;
    double re = 0;
    double im = 0;
    double all = 0;
    for (int i = 0; i < count; i++) {
      double sine = Math.sin(Math.PI * i / count);
      double phase = Math.PI * cycles * i;
      re += sine * sine * rendered[from + i] * Math.cos(phase);
      im += sine * sine * rendered[from + i] * Math.sin(phase);
      all += sine * sine;
    }
    return 20 * Math.log10(2 * Math.hypot(re, im) / all / 0.5);
  }
}
