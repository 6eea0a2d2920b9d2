package org.sirenaudio.fit.train;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.Fitter;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.OptimiserKind;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.WeightType;

/** Weights of 16 bits: half the file, nearly the same sound, and a file that says all of it. */
class StoredWeightsTest {
  private static final double RATE = 8000;

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(ints = {1, 2})
  void lmFitsIn16BitsLoseLessThanATenthOfADecibel(int channels) throws IOException {
    FitConfig config = FitConfig.balanced().withBudget(new Budget.Steps(40));
    ClipModel full = fit(config, chord(channels, 6000));
    ClipModel rounded =
        fit(config.withNetwork(n -> n.withWeights(WeightType.I16)), chord(channels, 6000));
    assertThat(snrDb(full)).isGreaterThan(44);
    assertThat(snrDb(rounded)).isGreaterThan(snrDb(full) - 0.1);
    // Two bytes less for each, but for the scales of the tensors.
    assertThat(bytes(full) - bytes(rounded)).isGreaterThan((long) (1.6 * full.parameterCount()));
  }

  @Test
  void gradientFitsIn16BitsLoseLittle() throws IOException {
    FitConfig config =
        FitConfig.balanced()
            .withWindows(w -> w.withCount(2))
            .withNetwork(n -> n.withNumLayers(3).withHiddenFeatures(24))
            .withTraining(t -> t.withOptimiser(OptimiserKind.MUON))
            .withBudget(new Budget.Steps(200));
    ClipModel full = fit(config, chord(1, 2000));
    ClipModel rounded = fit(config.withNetwork(n -> n.withWeights(WeightType.I16)), chord(1, 2000));
    assertThat(snrDb(full)).isGreaterThan(10);
    assertThat(snrDb(rounded)).isGreaterThan(snrDb(full) - 0.3);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 9})
  void aFileHoldsRoundedWeightsExactly(int windows) throws IOException {
    FitConfig config =
        FitConfig.balanced()
            .withBudget(new Budget.Steps(15))
            .withWindows(w -> w.withCount(windows))
            .withNetwork(n -> n.withWeights(WeightType.I16));
    ClipModel model = fit(config, chord(2, 900));
    Path path = folder.resolve("model.safetensors");
    model.write(path);
    ClipModel read = ClipModel.read(path);
    assertThat(read.weights()).isEqualTo(WeightType.I16);
    for (int i = 0; i < windows; i++) {
      assertThat(read.segments().get(i).network().parameters())
          .isEqualTo(model.segments().get(i).network().parameters());
    }
    Path again = folder.resolve("again.safetensors");
    read.write(again);
    assertThat(again).hasSameBinaryContentAs(path);
  }

  @Test
  void theMaximumSizeCountsWeightsAsStored() throws IOException {
    FitConfig config =
        FitConfig.balanced()
            .withBudget(new Budget.Steps(20))
            .withWindows(w -> w.withCount(8))
            .withNetwork(n -> n.withMaxBytes(8_000).withWeights(WeightType.I16));
    ClipModel model = fit(config, chord(1, 2000));
    assertThat(bytes(model)).isLessThanOrEqualTo(8_000L);
  }

  private static ClipModel fit(FitConfig config, Clip clip) {
    return Fitter.with(config).keepingPoor().fit(clip, progress -> {});
  }

  private static double snrDb(ClipModel model) {
    return FitMetadata.of(model).snrDb();
  }

  private long bytes(ClipModel model) throws IOException {
    Path path = folder.resolve("size.safetensors");
    model.write(path, true);
    return Files.size(path);
  }

  /** Partials that move and a little noise, on an offset. */
  private static Clip chord(int channels, int frames) {
    SplittableRandom random = new SplittableRandom(5);
    float[][] samples = new float[channels][frames];
    for (int c = 0; c < channels; c++) {
      for (int n = 0; n < frames; n++) {
        double t = n / RATE;
        double sum = 0.05 * c + 0.002 * random.nextDouble(-1, 1);
        for (int k = 1; k < 12; k++) {
          sum += 0.3 / k * Math.sin(2 * Math.PI * (197 + 31 * c + 90 * t) * k * t + k);
        }
        samples[c][n] = (float) sum;
      }
    }
    return Clip.of(RATE, samples);
  }
}
