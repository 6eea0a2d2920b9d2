package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.config.BatchSize;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.LearningRates;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.render.Renderer;

class FitterTest {
  private static final double RATE = 8000;
  private static final FitConfig SMALL =
      FitConfig.balanced()
          .withNetwork(n -> n.withHiddenFeatures(16))
          .withTraining(t -> t.withOptimiser(OptimiserKind.MUON));

  @Test
  void aToneIsLearnedOnAndBetweenTheSamples() {
    Clip tone = clip(1, 2000, n -> 0.5 * Math.sin(0.3 * n) + 0.2 * Math.sin(0.7 * n));
    ClipModel model = fit(tone, FitConfig.balanced());
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(25);
    assertThat(FitMetadata.of(model).betweenDb()).isGreaterThan(25);
    Clip twice = clip(1, 4000, m -> 0.5 * Math.sin(0.15 * m) + 0.2 * Math.sin(0.35 * m));
    assertThat(snrDb(twice, Renderer.of(model).at(2 * RATE))).isGreaterThan(25);
  }

  @ParameterizedTest
  @CsvSource({"balanced, 0", "balanced, 1", "balanced, 5", "tutorial, 1"})
  void theResultDoesNotDependOnThreads(String recipe, int windows) {
    Clip clip = clip(2, 3000, n -> 0.5 * Math.sin(0.01 * n * (1 + n / 3000.0)));
    FitConfig config =
        FitConfig.byName(recipe)
            .withWindows(w -> windows == 0 ? w : w.withCount(windows))
            .withNetwork(n -> n.withHiddenFeatures(16))
            .withBudget(new Budget.Steps(30))
            .withRandomSeed(3);
    ClipModel one = fit(clip, config.withThreads(1));
    for (int threads : new int[] {2, 3}) {
      assertSame(fit(clip, config.withThreads(threads)), one);
    }
    ClipModel other = fit(clip, config.withRandomSeed(4));
    assertThat(other.segments().getFirst().network().parameters())
        .isNotEqualTo(one.segments().getFirst().network().parameters());
  }

  private static void assertSame(ClipModel actual, ClipModel expected) {
    assertThat(actual.segments()).hasSameSizeAs(expected.segments());
    for (int i = 0; i < actual.segments().size(); i++) {
      Segment is = actual.segments().get(i);
      Segment should = expected.segments().get(i);
      assertThat(is.firstFrame()).isEqualTo(should.firstFrame());
      assertThat(is.network().parameters()).isEqualTo(should.network().parameters());
    }
    assertThat(FitMetadata.of(actual).snrDb()).isEqualTo(FitMetadata.of(expected).snrDb());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 5000})
  void aSilentRecordingGivesASilentModel(int frames) {
    ClipModel model = fit(clip(2, frames, n -> 0), SMALL.withBudget(new Budget.Steps(20)));
    for (float value : Renderer.of(model).at(3 * RATE).channel(1)) {
      assertThat(value).isZero();
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 15, 16, 17, 33})
  void theShortestClipsAreFitted(int frames) {
    Clip clip = clip(1, frames, n -> 0.3 * Math.cos(n));
    ClipModel model = fit(clip, FitConfig.balanced().withBudget(new Budget.Steps(200)));
    Clip rendered = Renderer.of(model).at(RATE);
    assertThat(rendered.frames()).isEqualTo(frames);
    assertThat(snrDb(clip, rendered)).isGreaterThan(20);
  }

  @Test
  void aConstantIsLearned() {
    Clip clip = clip(1, 500, n -> -0.25);
    ClipModel model = fit(clip, SMALL.withBudget(new Budget.Steps(200)));
    assertThat(snrDb(clip, Renderer.of(model).at(RATE))).isGreaterThan(25);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 8})
  void channelsAreLearnedTogether(int channels) {
    Clip first = clip(1, 1500, n -> 0.5 * Math.sin(0.2 * n));
    float[][] samples = new float[channels][];
    for (int c = 0; c < channels; c++) {
      samples[c] = c == 1 ? new float[1500] : first.channel(0).clone();
    }
    ClipModel model = fit(Clip.of(RATE, samples), SMALL.withBudget(new Budget.Steps(300)));
    Clip rendered = Renderer.of(model).at(RATE);
    assertThat(rendered.channels()).isEqualTo(channels);
    assertThat(snrDb(first, rendered)).isGreaterThan(20);
    for (float value : rendered.channel(1)) {
      assertThat(Math.abs(value)).as("the silent channel").isLessThan(0.05f);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"mse", "l1", "stft", "hybrid"})
  void everyLossReducesTheError(String loss) {
    Clip clip = clip(1, 4096, n -> 0.5 * Math.sin(0.05 * n) + 0.1 * Math.sin(0.4 * n));
    ClipModel model =
        fit(
            clip,
            SMALL
                .withWindows(w -> w.withCount(1))
                .withTarget(t -> t.withLoss(loss))
                .withBudget(new Budget.Steps(450)));
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(15);
  }

  @Test
  void anExcessiveLearningRateIsLoweredOrReported() {
    Clip clip = clip(1, 2000, n -> 0.5 * Math.sin(0.3 * n));
    for (double rate : new double[] {0.3, 10, 1e6, 1e30}) {
      FitConfig config =
          SMALL
              .withWindows(w -> w.withCount(1))
              .withTraining(
                  t ->
                      t.withOptimiser(OptimiserKind.ADAM)
                          .withRates(new LearningRates.Uniform(rate)))
              .withBudget(new Budget.Steps(400));
      try {
        ClipModel model = fit(clip, config);
        assertThat(FitMetadata.of(model).snrDb()).as("rate %s", rate).isGreaterThan(0);
      } catch (FitException e) {
        assertThat(e).hasMessageContaining("a lower learning rate").hasMessageNotContaining("\n");
      }
    }
  }

  @Test
  void aFitNoBetterThanSilenceIsRefused() {
    Clip clip = clip(1, 4000, n -> 0.5 * Math.sin(1.5 * n));
    // A first layer that cannot reach the tone, and steps too small to get there.
    FitConfig config =
        FitConfig.tutorial()
            .withNetwork(n -> n.withHiddenFeatures(8).withNumLayers(1))
            .withBudget(new Budget.Steps(150));
    assertThatThrownBy(() -> fit(clip, config))
        .isInstanceOf(FitException.class)
        .hasMessageContaining("learned nothing")
        .hasMessageContaining("a higher first-layer frequency");
  }

  @Test
  void aStopKeepsTheBestState() {
    Clip clip = clip(1, 4000, n -> 0.5 * Math.sin(0.3 * n));
    Fitter fitter = Fitter.with(SMALL.withBudget(new Budget.Steps(1_000_000)));
    ClipModel model =
        fitter.fit(
            clip,
            progress -> {
              if (progress.snrDb() > 15) {
                fitter.stop();
              }
            });
    assertThat(FitMetadata.of(model).steps()).isLessThan(100_000);
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(10);
  }

  @Test
  void budgetsOfStepsAndTimeAreKept() {
    Clip clip = clip(1, 2000, n -> 0.5 * Math.sin(0.3 * n));
    assertThat(FitMetadata.of(fit(clip, SMALL.withBudget(new Budget.Steps(37)))).steps())
        .isEqualTo(37);
    List<FitProgress> heard = new ArrayList<>();
    Fitter.with(SMALL.withBudget(new Budget.Seconds(0.3))).fit(clip, heard::add);
    assertThat(heard.getLast().elapsedSeconds()).isGreaterThanOrEqualTo(0.3);
    ClipModel aimed = fit(clip, SMALL.withBudget(new Budget.TargetSnr(25)));
    assertThat(FitMetadata.of(aimed).snrDb()).isGreaterThan(24);
    assertThat(FitMetadata.of(aimed).steps()).isLessThan(1000);
  }

  @Test
  void progressNeverGoesBackwards() {
    List<FitProgress> heard = new ArrayList<>();
    Clip clip = clip(1, 8000, n -> 0.5 * Math.sin(0.3 * n));
    Fitter.with(SMALL.withWindows(w -> w.withCount(4)).withBudget(new Budget.Steps(200)))
        .fit(clip, heard::add);
    assertThat(heard).hasSizeGreaterThan(1);
    for (int i = 1; i < heard.size(); i++) {
      assertThat(heard.get(i).spent()).isGreaterThanOrEqualTo(heard.get(i - 1).spent());
      assertThat(heard.get(i).step()).isGreaterThanOrEqualTo(heard.get(i - 1).step());
    }
    FitProgress last = heard.getLast();
    assertThat(last.spent()).isEqualTo(1);
    assertThat(last.step()).isEqualTo(200);
    assertThat(last.windows()).isEqualTo(4);
    assertThat(last.snrDb()).isGreaterThan(10);
  }

  @Test
  void aModelRecordsHowItWasMade() {
    Clip clip = clip(1, 2000, n -> 0.5 * Math.sin(0.3 * n));
    ClipModel model = fit(clip, SMALL.withBudget(new Budget.Steps(50)).withRandomSeed(9));
    assertThat(model.provenance())
        .containsEntry("fit.recipe", "balanced")
        .containsEntry("fit.steps", "50")
        .containsEntry("fit.seed", "9")
        .containsEntry("fit.loss", "mse")
        .containsEntry("fit.parameters", Long.toString(model.parameterCount()));
    Clip rendered = Renderer.of(model).at(RATE);
    assertThat(FitMetadata.of(model).snrDb()).isCloseTo(snrDb(clip, rendered), within(0.01));
  }

  @Test
  void invalidConfigurationsAreRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> FitConfig.byName("best"))
        .withMessageContaining("draft, balanced, fine, transparent, tutorial and paper");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(clip(1, 30, n -> 0.1), SMALL.withWindows(w -> w.withCount(9))))
        .withMessageContaining("room for 1 window ");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(clip(1, 30, n -> 0.1), SMALL.withTarget(t -> t.withLoss("best"))));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(clip(1, 30, n -> 0.1), SMALL.withTarget(t -> t.withLoss("hybrid"))))
        .withMessageContaining("hybrid loss needs at least 1025 frames, the clip has 30");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withNetwork(n -> n.withNumLayers(-1)));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> SMALL.withTraining(t -> t.withBatch(new BatchSize.Points(-2))));
  }

  private static ClipModel fit(Clip clip, FitConfig config) {
    return Fitter.with(config).fit(clip, progress -> {});
  }

  private static Clip clip(int channels, int frames, IntToDoubleFunction wave) {
    float[][] samples = new float[channels][frames];
    for (float[] channel : samples) {
      for (int n = 0; n < frames; n++) {
        channel[n] = (float) wave.applyAsDouble(n);
      }
    }
    return Clip.of(RATE, samples);
  }

  /** Of the first channel. */
  private static double snrDb(Clip clip, Clip rendered) {
    double signal = 0;
    double error = 0;
    for (int n = 0; n < clip.frames(); n++) {
      double value = clip.channel(0)[n];
      signal += value * value;
      error += Math.pow(value - rendered.channel(0)[n], 2);
    }
    return 10 * Math.log10(signal / error);
  }
}
