package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;

/** Networks that are trained by gradients, and get wider after a first look at their windows. */
class GradientTrainingTest {
  private static final int RATE = 8000;

  private static final FitConfig CONFIG =
      FitConfig.balanced()
          .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
          .withWindows(w -> w.withCount(10))
          .withNetwork(n -> n.withParameters(9000))
          .withBudget(new Budget.Steps(800));

  /** A tone, and in its second half noise that is as loud. */
  private static Clip halfNoise(int frames) {
    SplittableRandom random = new SplittableRandom(1);
    float[] samples = new float[frames];
    for (int n = 0; n < frames; n++) {
      samples[n] = (float) (n < frames / 2 ? Math.sin(0.2 * n) : random.nextDouble(-1.2, 1.2)) / 2;
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  private static int[] widths(ClipModel model) {
    return model.segments().stream().mapToInt(s -> s.spec().hiddenFeatures()).toArray();
  }

  @Test
  void noiseGetsWiderNetworksThanATone() {
    ClipModel model = Fitter.with(CONFIG).fit(halfNoise(8000), progress -> {});
    int[] widths = widths(model);
    assertThat(model.parameterCount()).isBetween(8000L, 9000L);
    int half = widths.length / 2;
    double noise = Arrays.stream(widths, half, widths.length).average().orElseThrow();
    double tone = Arrays.stream(widths, 0, half).average().orElseThrow();
    assertThat(noise).as(Arrays.toString(widths)).isGreaterThan(tone + 3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"mse", "l1"})
  void theResultDoesNotDependOnThreads(String loss) {
    FitConfig config = CONFIG.withTarget(t -> t.withLoss(loss)).withBudget(new Budget.Steps(300));
    ClipModel one = Fitter.with(config.withThreads(1)).fit(halfNoise(6000), progress -> {});
    ClipModel three = Fitter.with(config.withThreads(3)).fit(halfNoise(6000), progress -> {});
    assertThat(widths(three)).isEqualTo(widths(one));
    for (int i = 0; i < one.segments().size(); i++) {
      Segment segment = one.segments().get(i);
      assertThat(three.segments().get(i).network().parameters())
          .isEqualTo(segment.network().parameters());
    }
  }

  @Test
  void aFitStoppedDuringTheProbeKeepsItsNarrowNetworks() {
    Fitter fitter = Fitter.with(CONFIG.withBudget(new Budget.Seconds(1000)));
    ClipModel model =
        fitter.fit(
            halfNoise(8000),
            progress -> {
              if (progress.step() > 5) {
                fitter.stop();
              }
            });
    assertThat(Arrays.stream(widths(model)).distinct().count()).isEqualTo(1);
    assertThat(model.parameterCount()).isLessThan(6000);
  }

  @Test
  void aWindowThatHasReachedItsTargetStaysNarrow() {
    FitConfig config = CONFIG.withBudget(new Budget.TargetSnr(3));
    ClipModel model = Fitter.with(config).fit(halfNoise(8000), progress -> {});
    int[] widths = widths(model);
    assertThat(widths[0]).isEqualTo(Arrays.stream(widths).min().orElseThrow());
    assertThat(model.parameterCount()).isLessThanOrEqualTo(9000);
  }

  @Test
  void aProbeTooShortToDecideGivesEqualWidths() {
    FitConfig config = CONFIG.withBudget(new Budget.Steps(60));
    int[] widths = widths(Fitter.with(config).fit(halfNoise(8000), progress -> {}));
    int least = Arrays.stream(widths).min().orElseThrow();
    int most = Arrays.stream(widths).max().orElseThrow();
    assertThat(most).isBetween(13, least + 4);
  }

  @Test
  void aFitOfAFewStepsIsNoWorseThanSilence() {
    FitConfig config = CONFIG.withBudget(new Budget.Steps(3));
    ClipModel model = Fitter.with(config).keepingPoor().fit(halfNoise(8000), progress -> {});
    assertThat(FitMetadata.of(model).snrDb()).isNotNegative();
  }

  @Test
  void aGivenWidthIsKept() {
    ClipModel model =
        Fitter.with(
                CONFIG.withNetwork(n -> n.withHiddenFeatures(14)).withBudget(new Budget.Steps(20)))
            .keepingPoor()
            .fit(halfNoise(4000), progress -> {});
    assertThat(widths(model)).containsOnly(14);
  }

  /** Hardly any of the tone is in one window, whose loss jumps at every step it gets. */
  @Test
  void aSilentWindowGetsANarrowNetwork() {
    Clip clip = halfNoise(8000);
    Arrays.fill(clip.channel(0), 0, 4000, 0);
    ClipModel model = Fitter.with(CONFIG).fit(clip, progress -> {});
    int[] widths = widths(model);
    assertThat(widths[0]).isLessThan(widths[widths.length - 1]);
    assertThat(model.parameterCount()).isBetween(6000L, 9000L);
  }
}
