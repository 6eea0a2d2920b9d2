package org.sirenaudio.fit.gradient;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.dsp.Stft;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.plan.PlannedWindow;
import org.sirenaudio.fit.train.WindowContext;
import org.sirenaudio.kernel.GradientPass;
import org.sirenaudio.kernel.Kernels;
import org.sirenaudio.loss.HybridLoss;
import org.sirenaudio.loss.LossScratch;
import org.sirenaudio.loss.MultiResolutionStftLoss;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Segment;
import org.sirenaudio.network.Network;
import org.sirenaudio.network.NetworkSpec;
import org.sirenaudio.parallel.Workers;
import org.sirenaudio.render.Renderer;

class SpectralBatchLossTest {
  private static final int REACH = 1024;
  private static final Stft STFT = Stft.of(1024, 120, 600);
  private static final NetworkSpec NETWORK = NetworkSpec.siren(8, 2, 300, 30);
  private static final List<PlannedWindow> WINDOWS =
      List.of(
          new PlannedWindow(0, 1300, NETWORK),
          new PlannedWindow(1240, 1400, NETWORK),
          new PlannedWindow(2600, 1400, NETWORK));

  @Test
  void frameWeightsOfAllWindowsAddUpToOne() {
    Clip clip = noise(1, 4000);
    float[] sums = new float[4000];
    for (int w = 0; w < 3; w++) {
      WindowContext around = WindowContext.of(clip, WINDOWS, w, new double[] {0.5}, REACH);
      int first = WINDOWS.get(w).firstFrame();
      assertThat(around.firstFrame()).isEqualTo(-Math.min(first, REACH));
      float[] samples = new float[around.frames()];
      around.read(around.firstFrame(), around.frames(), samples);
      for (int i = 0; i < around.frames(); i++) {
        int frame = around.firstFrame() + i;
        assertThat(samples[i]).isEqualTo(2 * clip.channel(0)[first + frame]);
        assertThat(around.contains(frame) || around.weight(frame) == 0).isTrue();
        sums[first + frame] += around.weight(frame);
      }
    }
    for (float sum : sums) {
      assertThat(sum).isCloseTo(1, within(1e-6f));
    }
  }

  /** The clip with this window's network faded in is what the loss sees, reflected at its ends. */
  @Test
  void theLossIsThatOfTheCrossFadedClip() {
    Clip clip = noise(2, 4000);
    WindowContext around = WindowContext.of(clip, WINDOWS, 1, new double[] {1, 1}, REACH);
    MultiResolutionStftLoss stft = new MultiResolutionStftLoss();
    SpectralBatchLoss loss = new SpectralBatchLoss(stft, around, around.frames());
    NetworkSpec stereo = NETWORK.withOutFeatures(2);
    // A network of zeros answers silence.
    float[] parameters = new float[stereo.parameterCount()];
    float[] prediction = new float[2 * around.frames()];
    float[] target = new float[prediction.length];
    around.read(around.firstFrame(), around.frames(), target);
    for (int i = 0; i < prediction.length; i++) {
      prediction[i] = (1 - around.weight(around.firstFrame() + i / 2)) * target[i];
    }
    double expected =
        stft.evaluate(
            prediction,
            target,
            around.frames(),
            2,
            1,
            new float[prediction.length],
            new LossScratch());
    loss.draw(new StepRandom(1));
    assertThat(run(loss, stereo, parameters, new float[parameters.length]))
        .isCloseTo(expected, within(1e-6 * expected));
  }

  /**
   * Central differences along the gradient; batches at both ends of the clip and at borders. The
   * logarithms of quiet bins bend too soon for floats, so this takes the loss's smooth part; the
   * whole loss's gradient by its outputs is tested where the loss is.
   */
  @ParameterizedTest
  @CsvSource({"0, 1300", "1, 1300", "1, 9999", "2, 1800"})
  void gradientEqualsFiniteDifferences(int window, int wanted) {
    Clip clip = noise(1, 4000);
    WindowContext around = WindowContext.of(clip, WINDOWS, window, new double[] {1, 1}, REACH);
    SpectralBatchLoss loss = new SpectralBatchLoss(new HybridLoss(1, 0), around, wanted);
    float[] parameters = Network.create(NETWORK, 7).parameters();
    StepRandom random = new StepRandom(3);
    for (int step = 0; step < 6; step++) {
      random.begin(step);
      loss.draw(random);
      float[] gradient = new float[parameters.length];
      run(loss, NETWORK, parameters, gradient);
      double square = 0;
      for (float g : gradient) {
        square += (double) g * g;
      }
      double h = 1e-3 / Math.sqrt(square);
      float[] unused = new float[gradient.length];
      double difference =
          (run(loss, NETWORK, moved(parameters, gradient, h), unused)
                  - run(loss, NETWORK, moved(parameters, gradient, -h), unused))
              / (2 * h);
      assertThat(difference).isCloseTo(square, within(0.01 * square));
    }
  }

  @Test
  void theResultDoesNotDependOnThreads() throws IOException {
    Clip clip = speech(8000, 4500);
    FitConfig config = hybrid(12);
    ClipModel one = fit(clip, config.withThreads(1));
    ClipModel two = fit(clip, config.withThreads(2));
    assertThat(one.segments()).hasSize(3);
    for (int i = 0; i < 3; i++) {
      assertThat(two.segments().get(i).network().parameters())
          .isEqualTo(one.segments().get(i).network().parameters());
    }
  }

  @Test
  void windowBordersAreNoWorseThanTheRest() throws IOException {
    Clip clip = speech(8000, 6000);
    ClipModel model = fit(clip, hybrid(160));
    Clip rendered = Renderer.of(model).at(clip.sampleRate());
    float[][] shouldBe = STFT.magnitudes(clip.channel(0));
    float[][] are = STFT.magnitudes(rendered.channel(0));
    double[] error = new double[2];
    double[] distance = new double[2];
    int[] frames = new int[2];
    for (int t = 0; t < are.length; t++) {
      int center = t * STFT.hopLength();
      int near = model.segments().stream().skip(1).anyMatch(s -> isNear(s, center)) ? 1 : 0;
      for (int k = 0; k < STFT.bins(); k++) {
        error[near] += Math.pow(shouldBe[t][k] - are[t][k], 2);
        distance[near] += Math.abs(Math.log((shouldBe[t][k] + 1e-4) / (are[t][k] + 1e-4)));
      }
      frames[near]++;
    }
    assertThat(error[1] / frames[1]).isLessThan(1.1 * error[0] / frames[0]);
    assertThat(distance[1] / frames[1]).isLessThan(1.1 * distance[0] / frames[0]);
  }

  /** Whether a spectrum sees the border at which a window begins. */
  private static boolean isNear(Segment later, int frame) {
    return Math.abs(frame - later.firstFrame()) < 300;
  }

  private static FitConfig hybrid(int steps) {
    return FitConfig.balanced()
        .withTarget(t -> t.withLoss("hybrid"))
        .withWindows(w -> w.withCount(3))
        .withNetwork(n -> n.withHiddenFeatures(32))
        .withBudget(new Budget.Steps(steps));
  }

  private static ClipModel fit(Clip clip, FitConfig config) {
    return Fitter.with(config).keepingPoor().fit(clip, progress -> {});
  }

  private static double run(
      SpectralBatchLoss loss, NetworkSpec network, float[] parameters, float[] gradient) {
    GradientPass pass =
        new GradientPass(
            Kernels.best().network(network.layers()), loss.size(), new GradientPass.Scratch());
    try (Workers alone = Workers.of(1)) {
      return loss.run(pass, alone, parameters, gradient);
    }
  }

  private static float[] moved(float[] from, float[] direction, double step) {
    float[] moved = from.clone();
    for (int i = 0; i < moved.length; i++) {
      moved[i] += (float) (step * direction[i]);
    }
    return moved;
  }

  private static Clip speech(int from, int frames) throws IOException {
    return Clip.read(Path.of("../examples/speech.wav")).slice(from, frames);
  }

  private static Clip noise(int channels, int frames) {
    Random random = new Random(5);
    float[][] samples = new float[channels][frames];
    for (float[] channel : samples) {
      for (int n = 0; n < frames; n++) {
        channel[n] = (float) (0.2 * random.nextGaussian());
      }
    }
    return Clip.of(16_000, samples);
  }
}
