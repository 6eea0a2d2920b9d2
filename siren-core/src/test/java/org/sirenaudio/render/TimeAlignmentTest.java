package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.model.ClipModel;

/**
 * A tone fitted at 4 kHz and rendered at 16 kHz stays where it is in time. The seed asks for {@code
 * linspace(−1, 1, 4N)} instead, which puts the last of its instants onto the last sample although
 * it stands for three quarters of a sample later: late by up to 187.5 µs.
 */
class TimeAlignmentTest {
  private static final double HERTZ = 1000;
  private static final int LOW = 4000;
  private static final int HIGH = 16_000;
  private static final int FRAMES = 2000;

  @Test
  void renderingsAreTimeAligned() {
    float[] samples = new float[FRAMES];
    for (int n = 0; n < FRAMES; n++) {
      samples[n] = (float) (0.5 * Math.sin(2 * Math.PI * HERTZ * n / LOW + 0.4));
    }
    ClipModel model =
        Fitter.with(FitConfig.balanced()).fit(Clip.of(LOW, new float[][] {samples}), p -> {});
    float[] rendered = Renderer.of(model).at(HIGH).channel(0);
    assertThat(rendered).hasSize(4 * FRAMES);
    double[] truth = new double[rendered.length];
    double[] seed = new double[rendered.length];
    for (int m = 0; m < truth.length; m++) {
      truth[m] = Math.sin(2 * Math.PI * HERTZ * m / HIGH + 0.4);
      double instant = (FRAMES - 1.0) / LOW * m / (truth.length - 1);
      seed[m] = Math.sin(2 * Math.PI * HERTZ * instant + 0.4);
    }
    double[] ours = new double[rendered.length];
    for (int m = 0; m < ours.length; m++) {
      ours[m] = rendered[m];
    }
    int quarter = rendered.length / 4;
    for (int part = 0; part < 4; part++) {
      int from = Math.max(8, part * quarter);
      int to = Math.min(rendered.length - 16, (part + 1) * quarter);
      assertThat(Math.abs(delay(truth, ours, from, to))).isLessThan(1e-6);
    }
    // The seed's drift grows from nothing to the whole of it.
    assertThat(Math.abs(delay(truth, seed, truth.length - 200, truth.length - 8)))
        .isBetween(180e-6, 188e-6);
  }

  /** The lag in seconds at the peak of the cross-correlation, by a cosine through its top. */
  private static double delay(double[] reference, double[] test, int from, int to) {
    int best = 0;
    double[] c = new double[13];
    for (int lag = -6; lag <= 6; lag++) {
      for (int m = from; m < to; m++) {
        int at = m + lag;
        c[lag + 6] += at >= 0 && at < test.length ? reference[m] * test[at] : 0;
      }
      best = c[lag + 6] > c[best] ? lag + 6 : best;
    }
    int top = Math.clamp(best, 1, 11);
    // The correlation of a tone with itself is a cosine: its peak from three points is exact.
    double w = 2 * Math.PI * HERTZ / HIGH;
    double even = (c[top + 1] + c[top - 1]) / 2;
    double odd = (c[top + 1] - c[top - 1]) / 2;
    double phase = Math.atan2(odd / Math.sin(w), even / Math.cos(w));
    return (top - 6 + phase / w) / HIGH;
  }
}
