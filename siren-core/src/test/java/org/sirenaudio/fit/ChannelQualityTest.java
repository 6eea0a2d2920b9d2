package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.SplittableRandom;
import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.audio.ClipCollector;
import org.sirenaudio.error.FitException;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.Normalisation;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitListener;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Renderer;

/** The goal of a fit holds for the sound of every channel, whatever its level and its offset. */
final class ChannelQualityTest {

  private static final int RATE = 8000;
  private static final double GOAL = 45.9;

  @ParameterizedTest
  @ValueSource(doubles = {0.4, -0.9, 3})
  void anOffsetDoesNotCountAsSignal(double offset) {
    Clip clip = clip(n -> offset + 0.05 * tone(n));
    ClipModel model = fit(clip);
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(GOAL);
    assertThat(soundDb(clip, Renderer.of(model).at(RATE), 0)).isGreaterThan(GOAL);
  }

  @Test
  void anOffsetDoesNotCountWithoutNormalisation() {
    Clip clip = clip(n -> 0.4 + 0.05 * tone(n));
    FitConfig plain = FitConfig.balanced().withTarget(t -> t.withNormalisation(Normalisation.NONE));
    ClipModel model = Fitter.with(plain).fit(clip, progress -> {});
    assertThat(FitMetadata.of(model).snrDb())
        .isCloseTo(soundDb(clip, Renderer.of(model).at(RATE), 0), within(0.1));
  }

  @ParameterizedTest
  @ValueSource(doubles = {40, 70})
  void aQuietChannelReachesTheGoalToo(double below) {
    SplittableRandom random = new SplittableRandom(4);
    double factor = Math.pow(10, -below / 20);
    Clip clip =
        clip(n -> 0.5 * tone(n), n -> factor * (0.4 * tone(n + 77) + 0.01 * random.nextDouble()));
    ClipModel model = fit(clip);
    FitMetadata facts = FitMetadata.of(model);
    assertThat(facts.channelDb()).hasSize(2).allMatch(db -> db > GOAL);
    Clip rendered = Renderer.of(model).at(RATE);
    assertThat(soundDb(clip, rendered, 0)).isGreaterThan(GOAL);
    assertThat(soundDb(clip, rendered, 1)).isGreaterThan(GOAL);
    assertThat(facts.poor()).isFalse();
  }

  @ParameterizedTest
  @EnumSource(names = {"MUON", "ADAM"})
  void gradientTrainingLearnsAQuietChannel(OptimiserKind optimiser) {
    Clip clip = clip(n -> 0.5 * tone(n), n -> 5e-4 * tone(n + 77));
    FitConfig config =
        FitConfig.balanced()
            .withTraining(t -> t.withOptimiser(optimiser))
            .withNetwork(n -> n.withHiddenFeatures(32))
            .withBudget(new Budget.Steps(300));
    FitMetadata facts = FitMetadata.of(Fitter.with(config).fit(clip, progress -> {}));
    assertThat(facts.channelDb()).hasSize(2).allMatch(db -> db > 20);
    assertThat(facts.channelDb().get(0)).isCloseTo(facts.channelDb().get(1), within(6.0));
  }

  @Test
  void aConstantChannelIsExempt() {
    Clip clip = clip(n -> 0.5 * tone(n), n -> 0.25, n -> 0);
    ClipModel model = fit(clip);
    FitMetadata facts = FitMetadata.of(model);
    assertThat(facts.snrDb()).isGreaterThan(GOAL);
    assertThat(facts.channelDb().subList(1, 3)).containsOnly(Double.NaN);
    assertThat(facts.worstChannel()).hasValue(0);
    Clip rendered = Renderer.of(model).at(RATE);
    for (int i = 0; i < clip.frames(); i++) {
      assertThat(rendered.channel(1)[i]).isCloseTo(0.25f, within(5e-3f));
      assertThat(rendered.channel(2)[i]).isCloseTo(0, within(5e-3f));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.3, -2})
  void aConstantRecordingIsNotAnError(double value) {
    Clip clip = clip(n -> value, n -> -value);
    ClipModel model = fit(clip);
    FitMetadata facts = FitMetadata.of(model);
    assertThat(facts.silent()).isTrue();
    assertThat(facts.learnedNothing()).isFalse();
    assertThat(facts.poor()).isFalse();
    Clip rendered = Renderer.of(model).at(RATE);
    assertThat(rendered.channel(0)).containsOnly(rendered.channel(0)[0]);
    assertThat(rendered.channel(0)[0]).isCloseTo((float) value, within(1e-6f));
    assertThat(rendered.channel(1)[0]).isCloseTo((float) -value, within(1e-6f));
  }

  /** What hears the rendering hears the model's own, its offset included. */
  @Test
  void theRenderingGivenToTheListenerHasTheOffset() {
    Clip clip = clip(n -> 0.4 + 0.05 * tone(n));
    ClipCollector heard = new ClipCollector(RATE, clip.frames());
    ClipModel model =
        Fitter.with(FitConfig.draft())
            .fit(
                clip,
                new FitListener() {
                  @Override
                  public void progress(FitProgress progress) {}

                  @Override
                  public void rendered(float[][] block, int frames) {
                    heard.add(block, frames);
                  }
                });
    assertThat(heard.clip().channel(0)).isEqualTo(Renderer.of(model).at(RATE).channel(0));
  }

  /** A fit that was stopped answers the offset where it has not come to, or is nearer. */
  @Test
  void untrainedWindowsRenderTheOffset() {
    Clip clip = clip(n -> 0.4 + 0.05 * tone(n));
    Fitter fitter = Fitter.with(FitConfig.balanced());
    fitter.stop();
    Clip rendered = Renderer.of(fitter.fit(clip, progress -> {})).at(RATE);
    for (float sample : rendered.channel(0)) {
      assertThat(sample).isCloseTo(0.4f, within(0.05f));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 12, 60})
  void aFitThatHasLearnedNothingIsRefusedAtAnyNumberOfSteps(int steps) {
    Clip clip = clip(n -> 0.5 * Math.sin(1.5 * n));
    FitConfig config = FitConfig.tutorial().withBudget(new Budget.Steps(steps));
    FitConfig small = config.withNetwork(n -> n.withHiddenFeatures(16));
    assertThatThrownBy(() -> fit(clip, small))
        .isInstanceOf(FitException.class)
        .hasMessageContaining("learned nothing")
        .hasMessageContaining("a higher first-layer frequency");
    ClipModel kept = Fitter.with(small).keepingPoor().fit(clip, progress -> {});
    assertThat(FitMetadata.of(kept).learnedNothing()).isTrue();
  }

  @Test
  void theErrorsAdviceSuitsTheFit() {
    Clip clip = clip(n -> 0.5 * Math.sin(1.5 * n));
    FitConfig few =
        FitConfig.balanced()
            .withNetwork(n -> n.withHiddenFeatures(16))
            .withWindows(w -> w.withCount(1))
            .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
            .withBudget(new Budget.Steps(1));
    assertThatThrownBy(() -> fit(clip, few)).hasMessageEndingWith("after 1 step; use more steps");
    assertThatThrownBy(() -> fit(clip, few.withNetwork(n -> n.withKind(NetworkKind.RELU))))
        .hasMessageContaining("use the network siren")
        .hasMessageNotContaining("frequency");
    FitConfig octaves =
        few.withNetwork(
            n -> n.withKind(NetworkKind.POSITIONAL).withFirstFrequency(new Frequency.Hertz(9)));
    assertThatThrownBy(() -> fit(clip, octaves))
        .hasMessageContaining("the encoding's frequencies reach 9.0 Hz");
    assertThatThrownBy(() -> fit(clip, few.withBudget(new Budget.Seconds(1e-6))))
        .hasMessageContaining("use more time");
  }

  @Test
  void aModelWithASilentChannelHasLearnedNothing() {
    FitMetadata good = FitMetadata.of(fit(clip(n -> 0.5 * tone(n), n -> 0.1 * tone(n))));
    assertThat(good.learnedNothing()).isFalse();
    assertThat(with(good, 47, List.of(47.0, 0.0)).learnedNothing()).isTrue();
    assertThat(with(good, 47, List.of(47.0, 3.0)).learnedNothing()).isFalse();
    assertThat(with(good, 47, List.of(47.0, 3.0)).poor()).isTrue();
    assertThat(with(good, 9.9, List.of()).poor()).isTrue();
    assertThat(with(good, 0.9, List.of()).learnedNothing()).isTrue();
    assertThat(with(good, Double.NaN, List.of()).poor()).isFalse();
    assertThat(with(good, Double.POSITIVE_INFINITY, List.of()).poor()).isFalse();
  }

  private static FitMetadata with(FitMetadata facts, double snrDb, List<Double> channelDb) {
    return new FitMetadata(
        snrDb,
        channelDb,
        facts.betweenDb(),
        facts.worstWindowDb(),
        facts.noiseToMask(),
        facts.windows(),
        facts.lowWindows(),
        facts.lowest(),
        facts.parameters(),
        facts.recipe(),
        facts.steps(),
        facts.seed(),
        facts.oversampling(),
        facts.between(),
        facts.loss(),
        facts.optimiser(),
        facts.rollbacks(),
        facts.known());
  }

  private static ClipModel fit(Clip clip) {
    return fit(clip, FitConfig.balanced());
  }

  private static ClipModel fit(Clip clip, FitConfig config) {
    return Fitter.with(config).fit(clip, progress -> {});
  }

  private static double tone(int n) {
    return 0.7 * Math.sin(0.21 * n) + 0.3 * Math.sin(0.55 * n + 1);
  }

  private static Clip clip(IntToDoubleFunction... channels) {
    float[][] samples = new float[channels.length][3000];
    for (int c = 0; c < channels.length; c++) {
      for (int n = 0; n < samples[c].length; n++) {
        samples[c][n] = (float) channels[c].applyAsDouble(n);
      }
    }
    return Clip.of(RATE, samples);
  }

  /** SNR of one channel, its mean taken away; computed apart from the program. */
  private static double soundDb(Clip clip, Clip rendered, int channel) {
    float[] x = clip.channel(channel);
    double mean = 0;
    for (float sample : x) {
      mean += sample / (double) x.length;
    }
    double signal = 0;
    double error = 0;
    for (int n = 0; n < x.length; n++) {
      signal += Math.pow(x[n] - mean, 2);
      error += Math.pow(x[n] - (double) rendered.channel(channel)[n], 2);
    }
    return 10 * Math.log10(signal / error);
  }
}
