package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.estimate.FitEstimate;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.ModelSize;

class FitEstimateTest {

  private static final double RATE = 8000;

  enum Sound {
    NOISE,
    TONE,
    TONE_AFTER_SILENCE;

    Clip clip() {
      Random random = new Random(7);
      float[] samples = new float[2400];
      for (int i = 0; i < samples.length; i++) {
        double tone = 0.5 * Math.sin(2 * Math.PI * 440 * i / RATE);
        samples[i] =
            (float)
                switch (this) {
                  case NOISE -> 0.2 * random.nextGaussian();
                  case TONE -> tone;
                  case TONE_AFTER_SILENCE -> i < 1200 ? 0 : tone;
                };
      }
      return Clip.of(RATE, new float[][] {samples});
    }
  }

  @ParameterizedTest
  @EnumSource
  void parametersAndFileAreWithinAFactorOfTwo(Sound sound) throws IOException {
    FitConfig config = FitConfig.draft();
    FitEstimate estimate = FitEstimate.of(sound.clip(), config);
    ClipModel model = Fitter.with(config).fit(sound.clip(), progress -> {});
    ByteArrayOutputStream file = new ByteArrayOutputStream();
    model.write(file);

    assertThat(estimate.windows()).isEqualTo(model.segments().size());
    assertThat((double) estimate.parameters() / model.parameterCount()).isBetween(0.5, 2.0);
    assertThat((double) estimate.bytes() / file.size()).isBetween(0.5, 2.0);
    assertThat(ModelSize.of(model)).isEqualTo(file.size());
    assertThat(estimate.need()).isEmpty();
  }

  @Test
  void aBudgetTooSmallStatesWhatWouldSuffice() {
    Clip noise = Sound.NOISE.clip();
    FitEstimate steps = FitEstimate.of(noise, FitConfig.balanced().withBudget(new Budget.Steps(3)));
    assertThat(steps.reachedDb()).isLessThan(20);
    assertThat(steps.need().orElseThrow().resource()).isEqualTo(FitEstimate.Resource.STEPS);
    assertThat(steps.need().orElseThrow().amount()).isBetween(20.0, 200.0);

    FitEstimate parameters =
        FitEstimate.of(noise, FitConfig.balanced().withNetwork(n -> n.withParameters(400)));
    assertThat(parameters.parameters()).isBetween(300L, 400L);
    assertThat(parameters.need().orElseThrow().resource())
        .isEqualTo(FitEstimate.Resource.PARAMETERS);
  }

  @Test
  void theFileStaysWithinItsMaximumSize() {
    FitConfig small = FitConfig.draft().withNetwork(n -> n.withMaxBytes(5000));
    ClipModel model = Fitter.with(small).fit(Sound.NOISE.clip(), progress -> {});
    assertThat(ModelSize.of(model)).isBetween(2500L, 5000L);

    FitConfig tiny = FitConfig.draft().withNetwork(n -> n.withMaxBytes(300));
    assertThatThrownBy(() -> Fitter.with(tiny).fit(Sound.NOISE.clip(), progress -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("300 bytes are too few");
  }
}
