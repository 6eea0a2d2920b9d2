package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.metrics.NoiseToMaskRatio;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** Fits whose noise stays below what the recording masks. */
class TransparentTest {
  private static final double RATE = 8000;

  /** A loud chord, then one 40 dB below it, both with some noise. */
  private static Clip loudThenQuiet() {
    float[] samples = new float[8000];
    Random random = new Random(1);
    for (int n = 0; n < samples.length; n++) {
      double level = n < 4000 ? 0.5 : 0.005;
      double chord = Math.sin(0.3 * n) + 0.5 * Math.sin(0.71 * n + 1);
      samples[n] = (float) (level * (0.6 * chord + 0.02 * random.nextGaussian()));
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  private static ClipModel fit(FitConfig config) {
    return Fitter.with(config).fit(loudThenQuiet(), progress -> {});
  }

  @Test
  void noFrameHasAudibleNoiseAndQuietWindowsReach40Decibels() throws Exception {
    ClipModel model = fit(FitConfig.transparent().withBudget(new Budget.TargetSnr(46)));
    FitMetadata facts = FitMetadata.of(model);
    assertThat(facts.snrDb()).isGreaterThan(46);
    assertThat(facts.worstWindowDb()).isGreaterThan(40);
    FitMetadata.NoiseToMask noise = facts.noiseToMask().orElseThrow();
    assertThat(noise.worstDb()).isNegative();
    assertThat(noise.disturbed()).isZero();
    // What the fit tells is what a comparison of its rendering finds.
    float[][] rendered = Renderer.of(model).at(RATE).samples();
    NoiseToMaskRatio metric = new NoiseToMaskRatio(RATE, NoiseToMaskRatio.Figure.MEAN);
    assertThat(metric.of(loudThenQuiet().samples(), rendered))
        .isCloseTo(noise.meanDb(), within(0.01));
  }

  @Test
  void theWholeReaches80Decibels() {
    FitMetadata facts = FitMetadata.of(fit(FitConfig.transparent()));
    assertThat(facts.snrDb()).isGreaterThan(79.5);
    assertThat(facts.recipe()).isEqualTo("transparent");
  }

  @Test
  void otherFitsAreNotMeasuredForIt() {
    assertThat(FitMetadata.of(fit(FitConfig.draft())).noiseToMask()).isEmpty();
  }
}
