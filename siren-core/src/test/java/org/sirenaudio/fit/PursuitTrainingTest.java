package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.WeightType;

class PursuitTrainingTest {

  private static final FitConfig PURSUIT =
      FitConfig.balanced().withTraining(t -> t.withOptimiser(OptimiserKind.PURSUIT));

  @Test
  void meetsItsTargetOnAndBetweenTheSamples() {
    ClipModel model = fit(sound(1, 16_000), PURSUIT.withBudget(new Budget.TargetSnr(40)));
    FitMetadata facts = FitMetadata.of(model);
    assertThat(facts.optimiser()).isEqualTo("pursuit");
    assertThat(facts.snrDb()).isBetween(40.0, 42.0);
    assertThat(facts.betweenDb()).isCloseTo(facts.snrDb(), within(0.5));
    assertThat(model.segments().getFirst().spec().numLayers()).isEqualTo(1);
  }

  @Test
  void usesTheParametersAllowedAndNoMore() {
    FitConfig limited =
        PURSUIT.withNetwork(n -> n.withParameters(3000)).withWindows(w -> w.withCount(4));
    long parameters = fit(sound(1, 16_000), limited).parameterCount();
    assertThat(parameters).isBetween(2700L, 3000L);
  }

  @Test
  void weightsOf16BitsKeepTheQuality() {
    FitConfig windows =
        PURSUIT.withWindows(w -> w.withCount(2)).withBudget(new Budget.TargetSnr(46));
    double whole = FitMetadata.of(fit(sound(1, 16_000), windows)).snrDb();
    FitConfig small = windows.withNetwork(n -> n.withWeights(WeightType.I16));
    assertThat(FitMetadata.of(fit(sound(1, 16_000), small)).snrDb()).isGreaterThan(whole - 0.3);
  }

  @Test
  void everyChannelMeetsTheTarget() {
    Clip stereo = sound(2, 8000);
    for (int n = 0; n < stereo.frames(); n++) {
      stereo.channel(1)[n] *= 0.01f;
    }
    FitMetadata facts = FitMetadata.of(fit(stereo, PURSUIT.withBudget(new Budget.TargetSnr(30))));
    assertThat(facts.channelDb()).allSatisfy(db -> assertThat(db).isGreaterThan(29.5));
  }

  @Test
  void anyNumberOfThreadsGivesTheSameModel() {
    FitConfig windows =
        PURSUIT.withWindows(w -> w.withCount(5)).withNetwork(n -> n.withParameters(4000));
    float[][] one = parameters(fit(sound(1, 16_000), windows.withThreads(1)));
    float[][] three = parameters(fit(sound(1, 16_000), windows.withThreads(3)));
    assertThat(one).isDeepEqualTo(three);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 40})
  void tinyClipsAreFitted(int frames) {
    FitMetadata facts =
        FitMetadata.of(fit(sound(1, frames), PURSUIT.withBudget(new Budget.TargetSnr(20))));
    assertThat(facts.snrDb()).isGreaterThan(15);
  }

  @Test
  void configuredWindowsLongerThanLevenbergMarquardtsUseIt() {
    FitConfig longWindows = FitConfig.balanced().withWindows(w -> w.withCount(2));
    assertThat(FitMetadata.of(fit(sound(1, 24_000), longWindows)).optimiser()).isEqualTo("pursuit");
  }

  /** Sounds that begin and end take many sines that last, but few wavelets. */
  @Test
  void oneNetworkOfWaveletsFollowsSoundsThatBeginAndEnd() {
    float[] notes = new float[48_000];
    Random random = new Random(7);
    for (int note = 0; note < 60; note++) {
      int start = random.nextInt(notes.length - 3000);
      double turn = random.nextDouble(0.1, 1);
      for (int n = 0; n < 3000; n++) {
        notes[start + n] += (float) (0.1 * Math.exp(-2e-3 * n) * Math.sin(turn * n));
      }
    }
    FitConfig small =
        PURSUIT.withWindows(w -> w.withCount(1)).withNetwork(n -> n.withParameters(6000));
    FitConfig wavelets = small.withNetwork(n -> n.withKind(NetworkKind.MFN_GABOR));
    Clip clip = Clip.of(16_000, new float[][] {notes});
    FitMetadata facts = FitMetadata.of(fit(clip, wavelets));
    assertThat(facts.snrDb()).isGreaterThan(FitMetadata.of(fit(clip, small)).snrDb() + 6);
    assertThat(facts.betweenDb()).isCloseTo(facts.snrDb(), within(0.5));
  }

  @Test
  void waveletsAreSolvedForByDefault() {
    FitConfig wavelets = FitConfig.balanced().withNetwork(n -> n.withKind(NetworkKind.MFN_GABOR));
    ClipModel model = fit(sound(2, 24_000), wavelets.withBudget(new Budget.TargetSnr(35)));
    FitMetadata facts = FitMetadata.of(model);
    assertThat(facts.optimiser()).isEqualTo("pursuit");
    assertThat(facts.snrDb()).isBetween(35.0, 37.0);
    assertThat(model.segments()).hasSize(1);
    assertThat(model.segments().getFirst().spec().numLayers()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 17, 40})
  void tinyClipsAreFittedWithWavelets(int frames) {
    FitConfig wavelets = PURSUIT.withNetwork(n -> n.withKind(NetworkKind.MFN_GABOR));
    FitMetadata facts =
        FitMetadata.of(fit(sound(1, frames), wavelets.withBudget(new Budget.TargetSnr(20))));
    assertThat(facts.snrDb()).isGreaterThan(15);
  }

  @Test
  void whatItCannotDoIsRefused() {
    refused(PURSUIT.withBudget(new Budget.Steps(10)), "instead of taking steps");
    refused(PURSUIT.withNetwork(n -> n.withNumLayers(2)), "one layer of sines");
    refused(PURSUIT.withNetwork(n -> n.withHiddenFeatures(64)), "chooses the width itself");
    refused(
        PURSUIT.withNetwork(n -> n.withKind(NetworkKind.MFN_GABOR).withWeights(WeightType.I16)),
        "stores Gabor wavelets in 32 bits");
    refused(PURSUIT.withNetwork(n -> n.withKind(NetworkKind.WIRE)), "one layer of sines");
    refused(PURSUIT.withTarget(t -> t.withLoss("l1")), "minimises the loss mse");
  }

  private static void refused(FitConfig config, String why) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> fit(sound(1, 8000), config))
        .withMessageContaining(why);
  }

  private static ClipModel fit(Clip clip, FitConfig config) {
    return Fitter.with(config).fit(clip, progress -> {});
  }

  private static float[][] parameters(ClipModel model) {
    return model.segments().stream().map(s -> s.network().parameters()).toArray(float[][]::new);
  }

  /** Decaying partials with some noise, at 16 kHz. */
  private static Clip sound(int channels, int frames) {
    Random random = new Random(3);
    float[][] samples = new float[channels][frames];
    for (int c = 0; c < channels; c++) {
      for (int partial = 1; partial <= 12; partial++) {
        double turn = 2 * Math.PI * (211.3 + 17 * c) * partial / 16_000;
        double phase = 2 * Math.PI * random.nextDouble();
        for (int n = 0; n < frames; n++) {
          double decay = Math.exp(-(n % 5000) * 2e-4 * partial);
          samples[c][n] += (float) (0.3 / partial * decay * Math.sin(turn * n + phase));
        }
      }
      for (int n = 0; n < frames; n++) {
        samples[c][n] += (float) (1e-3 * random.nextGaussian());
      }
    }
    return Clip.of(16_000, samples);
  }
}
