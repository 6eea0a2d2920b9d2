package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.fit.report.FitProgress;
import org.sirenaudio.fit.train.Widening;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.render.Renderer;

/** Networks that grow under Levenberg–Marquardt. */
class LmTrainingTest {

  /** A chirp that swells, with a pause in the middle. */
  private static Clip chirp(int frames) {
    float[] samples = new float[frames];
    for (int n = 0; n < frames; n++) {
      double t = (double) n / frames;
      double level = t > 0.4 && t < 0.6 ? 0.001 : t;
      samples[n] = (float) (level * Math.sin(2 * Math.PI * (200 * t + 600 * t * t)));
    }
    return Clip.of(8000, new float[][] {samples});
  }

  @Test
  void everyWindowReachesItsGoal() {
    ClipModel model = Fitter.with(FitConfig.balanced()).fit(chirp(8000), progress -> {});
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(45);
    assertThat(FitMetadata.of(model).betweenDb()).isGreaterThan(45);
    assertThat(FitMetadata.of(model).worstWindowDb()).isGreaterThan(20);
    assertThat(FitMetadata.of(model).optimiser()).isEqualTo("lm");
  }

  @Test
  void aChordTakesFewMoreFeaturesThanTones() {
    float[] samples = new float[8000];
    for (int n = 0; n < samples.length; n++) {
      for (double hertz : new double[] {262, 330, 392, 523}) {
        samples[n] += (float) (0.1 * Math.sin(2 * Math.PI * hertz * n / 8000 + hertz));
      }
    }
    Clip chord = Clip.of(8000, new float[][] {samples});
    FitConfig config = FitConfig.balanced().withWindows(w -> w.withCount(5));
    ClipModel model = Fitter.with(config).fit(chord, progress -> {});
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(45);
    assertThat(model.segments().stream().mapToInt(s -> s.network().spec().hiddenFeatures()).sum())
        .isBetween(5 * 4, 5 * 4 + 2);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 700, 1200})
  void theParametersAreNotExceededAndDoNotDependOnThreads(int most) {
    FitConfig config =
        FitConfig.balanced()
            .withNetwork(n -> n.withParameters(most))
            .withWindows(w -> w.withCount(12));
    ClipModel one = Fitter.with(config.withThreads(1)).fit(chirp(3000), progress -> {});
    ClipModel three = Fitter.with(config.withThreads(3)).fit(chirp(3000), progress -> {});
    assertThat(one.parameterCount()).isBetween((long) (0.7 * most), (long) most);
    assertThat(three.parameterCount()).isEqualTo(one.parameterCount());
    for (int i = 0; i < one.segments().size(); i++) {
      assertThat(three.segments().get(i).network().parameters())
          .isEqualTo(one.segments().get(i).network().parameters());
    }
    // Loud stretches get more of them than the pause.
    long loudest = one.segments().getLast().network().parameters().length;
    assertThat(one.segments().get(5).network().parameters().length).isLessThan((int) loudest);
  }

  @Test
  void fewParametersMakeFewWindows() {
    FitConfig config =
        FitConfig.balanced()
            .withNetwork(n -> n.withParameters(500))
            .withBudget(new Budget.Steps(30));
    ClipModel model = Fitter.with(config).fit(chirp(8000), progress -> {});
    assertThat(model.parameterCount()).isLessThanOrEqualTo(500);
    assertThat(model.segments()).hasSize(2);
  }

  @Test
  void moreStepsLoseLessThanThreeTenthsOfADecibel() {
    double before = Double.NEGATIVE_INFINITY;
    for (int steps : new int[] {5, 10, 20, 40, 80}) {
      FitConfig config =
          FitConfig.balanced()
              .withWindows(w -> w.withCount(3))
              .withBudget(new Budget.Steps(steps))
              .withTraining(t -> t.withTargetDb(70));
      double snr =
          FitMetadata.of(Fitter.with(config).keepingPoor().fit(chirp(1500), progress -> {}))
              .snrDb();
      assertThat(snr).as("%d steps", steps).isGreaterThan(before - 0.3);
      before = snr;
    }
  }

  @Test
  void aTargetSnrIsReachedWithoutExcess() {
    FitConfig config = FitConfig.balanced().withBudget(new Budget.TargetSnr(30));
    AtomicReference<FitProgress> last = new AtomicReference<>();
    ClipModel model = Fitter.with(config).fit(chirp(4000), last::set);
    assertThat(FitMetadata.of(model).snrDb()).isBetween(29.0, 36.0);
    assertThat(last.get().spent()).isEqualTo(1);
  }

  /** Error energy a millisecond around the borders against everywhere. */
  @Test
  void windowBordersAreNoWorseThanTheRest() {
    Clip tone = tone(16000, 440);
    ClipModel model =
        Fitter.with(FitConfig.balanced().withWindows(w -> w.withCount(40)))
            .fit(tone, progress -> {});
    float[] rendered = Renderer.of(model).at(16000).channel(0);
    double all = 0;
    double near = 0;
    int count = 0;
    boolean[] border = new boolean[16000];
    for (var segment : model.segments().subList(1, model.segments().size())) {
      int middle = (int) segment.firstFrame() + 5;
      Arrays.fill(border, middle - 16, middle + 16, true);
    }
    for (int n = 0; n < rendered.length; n++) {
      double error = Math.pow(rendered[n] - tone.channel(0)[n], 2);
      all += error / rendered.length;
      if (border[n]) {
        near += error;
        count++;
      }
    }
    assertThat(near / count).isLessThan(4 * all);
  }

  /** Between the samples a click reaches into windows whose samples are all zero. */
  @Test
  void aClicksRippleIsLearnedInSilentNeighbouringWindows() {
    float[] samples = new float[800];
    samples[115] = 0.5f;
    Clip click = Clip.of(8000, new float[][] {samples});
    ClipModel model =
        Fitter.with(FitConfig.balanced().withWindows(w -> w.withCount(8)))
            .fit(click, progress -> {});
    assertThat(FitMetadata.of(model).betweenDb()).isGreaterThan(45);
  }

  /** What clicks at each border leaves lines beside the tone, as far apart as windows a second. */
  @ParameterizedTest
  @ValueSource(ints = {440, 1010, 3130})
  void aToneHasNoSidebandsAtTheWindowRate(int hertz) {
    int perSecond = 40;
    ClipModel model =
        Fitter.with(FitConfig.balanced().withWindows(w -> w.withCount(perSecond)))
            .fit(tone(16000, hertz), progress -> {});
    float[] rendered = Renderer.of(model).at(16000).channel(0);
    // A second of whole periods: a bin a hertz, and the tone in one of them alone.
    Fft fft = Fft.of(rendered.length);
    double[] spectrum = new double[fft.workLength()];
    for (int n = 0; n < rendered.length; n++) {
      spectrum[n] = rendered[n];
    }
    fft.forward(spectrum);
    double carrier = Math.hypot(spectrum[2 * hertz], spectrum[2 * hertz + 1]);
    for (int k = 0; k < fft.bins(); k++) {
      boolean spur = (k - hertz) % perSecond == 0 || (k + hertz) % perSecond == 0;
      if (spur && k != hertz) {
        double level = Math.hypot(spectrum[2 * k], spectrum[2 * k + 1]);
        assertThat(20 * Math.log10(level / carrier)).as("%d Hz", k).isLessThan(-60);
      }
    }
  }

  @Test
  void wideningKeepsTheOutputs() {
    NetworkSpec narrow = NetworkSpec.siren(5, 3, 40, 30);
    Network network = Network.create(narrow, 7);
    NetworkSpec wide = narrow.withHiddenFeatures(9);
    float[] parameters = Widening.of(narrow, network.parameters(), wide, 0.5, 8);
    double[][][] x = {{{-1}, {-0.3}, {0.2}, {0.9}}};
    double[][][] before = network.forward(x);
    double[][][] after = Network.of(wide, parameters).forward(x);
    for (int i = 0; i < 4; i++) {
      assertThat(after[0][i][0])
          .isCloseTo(before[0][i][0], org.assertj.core.data.Offset.offset(1e-6));
    }
  }

  @Test
  void otherLossesUseMuon() {
    FitConfig hybrid =
        FitConfig.balanced().withTarget(t -> t.withLoss("l1")).withBudget(new Budget.Steps(3));
    assertThat(
            FitMetadata.of(Fitter.with(hybrid).keepingPoor().fit(chirp(800), progress -> {}))
                .optimiser())
        .isEqualTo("muon");
    assertThatIllegalArgumentException()
        .isThrownBy(
            () ->
                Fitter.with(hybrid.withTraining(t -> t.withOptimiser(OptimiserKind.LM)))
                    .fit(chirp(800), progress -> {}))
        .withMessageContaining("use muon");
  }

  @Test
  void wideNetworksUseMuon() {
    FitConfig wide =
        FitConfig.balanced()
            .withNetwork(n -> n.withHiddenFeatures(64))
            .withBudget(new Budget.Steps(2));
    assertThat(
            FitMetadata.of(Fitter.with(wide).keepingPoor().fit(chirp(800), progress -> {}))
                .optimiser())
        .isEqualTo("muon");
  }

  @Test
  void windowsHaveTheRequestedMinimumLength() {
    FitConfig config =
        FitConfig.balanced()
            .withWindows(w -> w.withMinSeconds(0.25))
            .withBudget(new Budget.Steps(2));
    ClipModel model = Fitter.with(config).keepingPoor().fit(noise(16000), progress -> {});
    assertThat(model.segments()).hasSize(4);
    assertThat(model.segments()).allMatch(segment -> segment.frames() >= 4000);
  }

  private static Clip tone(int frames, double hertz) {
    float[] samples = new float[frames];
    for (int n = 0; n < frames; n++) {
      samples[n] = (float) (0.5 * Math.sin(2 * Math.PI * hertz * n / 16000));
    }
    return Clip.of(16000, new float[][] {samples});
  }

  private static Clip noise(int frames) {
    SplittableRandom random = new SplittableRandom(5);
    float[] samples = new float[frames];
    for (int n = 0; n < frames; n++) {
      samples[n] = (float) random.nextDouble(-0.5, 0.5);
    }
    return Clip.of(16000, new float[][] {samples});
  }
}
