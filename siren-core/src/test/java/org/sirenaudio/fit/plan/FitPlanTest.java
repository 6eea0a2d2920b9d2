package org.sirenaudio.fit.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.Frequency;
import org.sirenaudio.fit.config.NetworkKind;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.data.ClipAnalysis;
import org.sirenaudio.fit.data.Spectrum;

/** The plan of a configuration for one recording. */
class FitPlanTest {
  private static final int RATE = 8000;
  private static final FitConfig AUTO = FitConfig.balanced();
  private static final FitConfig MUON = AUTO.withTraining(t -> t.withOptimiser(OptimiserKind.MUON));

  /** A tone of 500 Hz whose 99.9 % of power end near it. */
  private static Clip tone(int channels, int frames) {
    float[][] samples = new float[channels][frames];
    for (float[] channel : samples) {
      for (int n = 0; n < frames; n++) {
        channel[n] = (float) (0.5 * Math.sin(2 * Math.PI * 500 * n / RATE));
      }
    }
    return Clip.of(RATE, samples);
  }

  private static Clip noise(int frames) {
    SplittableRandom random = new SplittableRandom(1);
    float[] samples = new float[frames];
    for (int n = 0; n < frames; n++) {
      samples[n] = (float) random.nextDouble(-0.5, 0.5);
    }
    return Clip.of(RATE, new float[][] {samples});
  }

  private static FitPlan plan(Clip clip, FitConfig config) {
    return FitPlan.of(clip, ClipAnalysis.of(clip), config);
  }

  /** From the first frame to the last, each window reaching into the next and only there. */
  private static void requireCover(FitPlan plan, int frames) {
    List<PlannedWindow> windows = plan.windows();
    assertThat(windows.getFirst().firstFrame()).isZero();
    PlannedWindow last = windows.getLast();
    assertThat(last.firstFrame() + last.frames()).isEqualTo(frames);
    for (int i = 1; i < windows.size(); i++) {
      PlannedWindow before = windows.get(i - 1);
      assertThat(windows.get(i).firstFrame())
          .as("window %d", i)
          .isGreaterThan(before.firstFrame())
          .isLessThan(before.firstFrame() + before.frames());
      if (i > 1) {
        PlannedWindow secondLast = windows.get(i - 2);
        assertThat(windows.get(i).firstFrame())
            .isGreaterThanOrEqualTo(secondLast.firstFrame() + secondLast.frames());
      }
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 8000", "2, 8000", "1, 12345", "1, 17", "1, 16", "1, 1", "2, 100000"})
  void windowsCoverTheRecording(int channels, int frames) {
    Clip clip = tone(channels, frames);
    for (FitConfig config : List.of(AUTO, MUON, FitConfig.paper(), FitConfig.tutorial())) {
      FitPlan plan = plan(clip, config);
      requireCover(plan, frames);
      assertThat(plan.frames()).isGreaterThanOrEqualTo(frames);
      assertThat(plan.windows()).allMatch(w -> w.network().outFeatures() == channels);
    }
  }

  @Test
  void onlyShortWindowsGrow() {
    Clip clip = tone(1, 16_000);
    FitPlan growing = plan(clip, AUTO);
    assertThat(growing.training())
        .isEqualTo(new TrainingPlan.LevenbergMarquardt(1, Long.MAX_VALUE));
    assertThat(growing.windows().getFirst().network().numLayers()).isEqualTo(1);
    FitPlan given = plan(clip, AUTO.withNetwork(n -> n.withHiddenFeatures(8)));
    assertThat(given.windows().getFirst().network().numLayers()).isEqualTo(2);
    FitConfig longWindows = AUTO.withWindows(w -> w.withMinSeconds(0.25));
    FitPlan pursued = plan(noise(16_000), longWindows);
    assertThat(pursued.training().optimiser()).isEqualTo(OptimiserKind.PURSUIT);
    assertThat(pursued.windows().getFirst().network().numLayers()).isEqualTo(1);
    FitPlan deep = plan(noise(16_000), longWindows.withNetwork(n -> n.withNumLayers(4)));
    assertThat(deep.training().optimiser()).isEqualTo(OptimiserKind.MUON);
    assertThat(deep.windows().getFirst().network().numLayers()).isEqualTo(4);
    assertThat(
            plan(noise(16_000), longWindows.withBudget(new Budget.Steps(10)))
                .training()
                .optimiser())
        .isEqualTo(OptimiserKind.MUON);
  }

  @Test
  void aGrowingWindowHasAbout96DegreesOfFreedom() {
    Clip clip = noise(80_000);
    double bandwidth = Spectrum.of(clip).bandwidthHz();
    int windows = plan(clip, AUTO).windows().size();
    assertThat(2 * bandwidth * clip.seconds() / windows).isBetween(90.0, 102.0);
    // A quarter of a second at most, however narrow the band.
    assertThat(plan(tone(1, 80_000), AUTO).windows().size()).isGreaterThanOrEqualTo(40);
  }

  @Test
  void longWindowsGrowIfTheirParametersAreFew() {
    FitConfig windows = AUTO.withWindows(w -> w.withMinSeconds(0.25));
    FitConfig few = windows.withNetwork(n -> n.withParameters(1000));
    assertThat(plan(noise(16_000), few).training())
        .isEqualTo(new TrainingPlan.LevenbergMarquardt(1, 1000));
    FitConfig many = windows.withNetwork(n -> n.withParameters(8000));
    assertThat(plan(noise(16_000), many).training().optimiser()).isEqualTo(OptimiserKind.PURSUIT);
  }

  @Test
  void fewerParametersGiveFewerWindows() {
    Clip clip = noise(80_000);
    FitPlan plan = plan(clip, AUTO.withNetwork(n -> n.withParameters(1800)));
    assertThat(plan.windows()).hasSize(10);
    assertThat(plan.training()).isEqualTo(new TrainingPlan.LevenbergMarquardt(1, 1800));
    FitPlan given =
        plan(
            clip, AUTO.withNetwork(n -> n.withParameters(22_000)).withWindows(w -> w.withCount(7)));
    assertThat(given.windows()).hasSize(7);
  }

  @Test
  void aProbeLeavesParametersToAllocate() {
    FitPlan plan = plan(noise(24_000), MUON.withNetwork(n -> n.withParameters(50_000)));
    TrainingPlan.Gradient training = (TrainingPlan.Gradient) plan.training();
    assertThat(training.sharedParameters()).isEqualTo(50_000);
    long planned = plan.windows().stream().mapToLong(w -> w.network().parameterCount()).sum();
    assertThat(planned).isBetween(20_000L, 40_000L);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9, 64})
  void aWidthThatIsGivenIsKept(int width) {
    FitPlan plan = plan(noise(24_000), MUON.withNetwork(n -> n.withHiddenFeatures(width)));
    assertThat(plan.windows()).allMatch(w -> w.network().hiddenFeatures() == width);
    assertThat(((TrainingPlan.Gradient) plan.training()).sharedParameters()).isZero();
  }

  @Test
  void oneWindowIsOnePlainNetworkWithAllParameters() {
    FitPlan plan =
        plan(
            noise(24_000),
            MUON.withWindows(w -> w.withCount(1)).withNetwork(n -> n.withParameters(60_000)));
    assertThat(plan.windows()).hasSize(1);
    assertThat(plan.windows().getFirst().network().parameterCount()).isBetween(50_000, 60_000);
    assertThat(((TrainingPlan.Gradient) plan.training()).sharedParameters()).isZero();
  }

  @Test
  void frequenciesInHertzDoNotDependOnTheWindow() {
    Clip clip = noise(24_000);
    FitConfig config = MUON.withNetwork(n -> n.withFirstFrequency(new Frequency.Hertz(440)));
    for (PlannedWindow window : plan(clip, config).windows()) {
      double seconds = window.frames() / clip.sampleRate();
      assertThat(window.network().firstOmega0()).isEqualTo(Math.PI * seconds * 440);
    }
    FitConfig plain = MUON.withNetwork(n -> n.withFirstFrequency(new Frequency.Omega0(30)));
    assertThat(plan(clip, plain).windows()).allMatch(w -> w.network().firstOmega0() == 30);
  }

  @Test
  void manyParametersOrABroadBandNeedPointsBetweenTheSamples() {
    FitConfig few = MUON.withNetwork(n -> n.withParameters(3000));
    assertThat(plan(tone(1, 24_000), few).oversampling()).isEqualTo(1);
    assertThat(plan(noise(24_000), few).oversampling()).isEqualTo(2);
    FitConfig many = MUON.withNetwork(n -> n.withParameters(60_000));
    assertThat(plan(tone(1, 24_000), many).oversampling()).isBetween(3, 8);
    FitConfig given = many.withTarget(t -> t.withOversampling(1));
    assertThat(plan(tone(1, 24_000), given).oversampling()).isEqualTo(1);
  }

  @Test
  void aShareOfFramesFollowsTheWindows() {
    FitPlan plan = plan(noise(24_000), AUTO);
    int count = plan.windows().size();
    assertThat(plan.frames(0, 3) + plan.frames(3, count)).isEqualTo(plan.frames());
  }

  @Test
  void unsuitableConfigurationsAreRefused() {
    Clip clip = tone(1, 100);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(clip, AUTO.withWindows(w -> w.withCount(7))))
        .withMessage("a clip of 100 frames has room for 6 windows of 16 frames, not for 7");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(clip, MUON.withTarget(t -> t.withLoss("stft"))))
        .withMessageContaining("needs at least");
    FitConfig lm = AUTO.withTraining(t -> t.withOptimiser(OptimiserKind.LM));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(clip, lm.withTarget(t -> t.withLoss("l1"))))
        .withMessageContaining("use muon");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> plan(clip, lm.withNetwork(n -> n.withKind(NetworkKind.RELU))))
        .withMessageContaining("use muon");
  }
}
