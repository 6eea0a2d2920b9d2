package org.sirenaudio.fit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.io.IOException;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.config.Budget;
import org.sirenaudio.fit.config.Checkpoints;
import org.sirenaudio.fit.config.FitConfig;
import org.sirenaudio.fit.config.KnownFrames;
import org.sirenaudio.fit.config.TrainingSet;
import org.sirenaudio.fit.report.FitMetadata;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.render.Decimation;
import org.sirenaudio.render.Renderer;

class TrainingSetTest {
  private static final int RATE = 8000;
  private static final FitConfig SMALL =
      FitConfig.balanced()
          .withNetwork(n -> n.withHiddenFeatures(24))
          .withBudget(new Budget.Steps(600));

  @Test
  void gapsAreFilledFromTheirSurroundings() throws IOException {
    Clip clip = tone(3000);
    KnownFrames known =
        KnownFrames.all(3000).withoutGap(clip, 0.1, 0.105).withoutGap(clip, 0.25, 0.2525);
    assertThat(known.count()).isEqualTo(3000 - 40 - 20);
    assertThat(known.known().get(799)).isTrue();
    assertThat(known.known().get(800)).isFalse();
    assertThat(known.known().get(840)).isTrue();
    ClipModel model =
        Fitter.with(SMALL).fit(TrainingSet.frames(clip, known), Checkpoints.none(), p -> {});
    Clip rendered = Renderer.of(model).at(RATE);
    double signal = 0;
    double error = 0;
    for (int i : known.missing().stream().toArray()) {
      double value = clip.channel(0)[i];
      signal += value * value;
      error += Math.pow(value - rendered.channel(0)[i], 2);
    }
    assertThat(10 * Math.log10(signal / error)).isGreaterThan(18);
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(18);
    assertThat(model.provenance()).containsEntry("fit.known", "2940");
  }

  @Test
  void heldOutFramesAreNeverUsed() throws IOException {
    Clip clip = tone(1000);
    KnownFrames known = KnownFrames.all(1000).withoutGap(clip, 0.05, 0.06);
    float[] spoiled = clip.channel(0).clone();
    known.missing().stream().forEach(i -> spoiled[i] = 77);
    FitConfig config = SMALL.withBudget(new Budget.Steps(20));
    ClipModel one =
        Fitter.with(config).fit(TrainingSet.frames(clip, known), Checkpoints.none(), p -> {});
    ClipModel two =
        Fitter.with(config)
            .fit(
                TrainingSet.frames(Clip.of(RATE, new float[][] {spoiled}), known),
                Checkpoints.none(),
                p -> {});
    assertThat(two.segments().getFirst().network().parameters())
        .isEqualTo(one.segments().getFirst().network().parameters());
  }

  @Test
  void unevenInstantsGiveAClip() throws IOException {
    SplittableRandom random = new SplittableRandom(5);
    double[] seconds = random.doubles(3000, 0, 0.3).sorted().distinct().toArray();
    float[][] values = new float[1][seconds.length];
    for (int i = 0; i < seconds.length; i++) {
      values[0][i] = (float) wave(seconds[i] * RATE);
    }
    TrainingSet set = TrainingSet.points(RATE, seconds, values);
    ClipModel model = Fitter.with(SMALL).fit(set, Checkpoints.none(), p -> {});
    assertThat(FitMetadata.of(model).snrDb()).isGreaterThan(20);
    assertThat(model.seconds()).isBetween(0.298, 0.301);
  }

  @Test
  void randomFramesAreTheSameForTheSameSeed() {
    KnownFrames all = KnownFrames.all(10_000);
    assertThat(all.withoutRandom(0.3, 1)).isEqualTo(all.withoutRandom(0.3, 1));
    assertThat(all.withoutRandom(0.3, 1)).isNotEqualTo(all.withoutRandom(0.3, 2));
    assertThat(all.withoutRandom(0.3, 1).count()).isBetween(6800, 7200);
    assertThat(all.withoutRandom(0, 1)).isEqualTo(all);
  }

  @Test
  void decimationKeepsEveryNthFrame() {
    Clip clip = tone(1001);
    Clip plain = Decimation.plain(clip, 4);
    assertThat(plain.sampleRate()).isEqualTo(2000);
    assertThat(plain.frames()).isEqualTo(251);
    assertThat(plain.channel(0)[250]).isEqualTo(clip.channel(0)[1000]);
    // 3 kHz comes down as 1 kHz where frames are dropped, and is gone after the filter.
    float[] high = new float[4000];
    for (int i = 0; i < high.length; i++) {
      high[i] = (float) Math.sin(2 * Math.PI * 3000 * i / RATE);
    }
    Clip tone = Clip.of(RATE, new float[][] {high});
    assertThat(loudest(Decimation.plain(tone, 2))).isGreaterThan(0.7);
    assertThat(loudest(Decimation.filtered(tone, 2))).isLessThan(1e-2);
  }

  @Test
  void invalidTrainingSetsAreRefused() {
    Clip clip = tone(100);
    KnownFrames all = KnownFrames.all(100);
    assertThatIllegalArgumentException().isThrownBy(() -> all.withoutGap(clip, 0.01, 0.01));
    assertThatIllegalArgumentException().isThrownBy(() -> all.withoutGap(clip, -1, 0.01));
    assertThatIllegalArgumentException().isThrownBy(() -> all.withoutGap(clip, 5, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> all.withoutGap(clip, Double.NaN, 6));
    assertThatIllegalArgumentException().isThrownBy(() -> all.withoutRandom(1, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> all.withoutRandom(Double.NaN, 1));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingSet.frames(clip, all.withoutGap(clip, 0, 1)))
        .withMessageContaining("no frame");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> TrainingSet.points(RATE, new double[] {0, 1e9}, new float[1][2]))
        .withMessageContaining("too few");
    assertThatIllegalArgumentException().isThrownBy(() -> Decimation.plain(clip, 0));
    assertThatIllegalArgumentException().isThrownBy(() -> Decimation.filtered(clip, 9000));
  }

  private static double loudest(Clip clip) {
    double loudest = 0;
    for (int i = 100; i < clip.frames() - 100; i++) {
      loudest = Math.max(loudest, Math.abs(clip.channel(0)[i]));
    }
    return loudest;
  }

  private static double wave(double n) {
    return 0.5 * Math.sin(0.2 * n) + 0.2 * Math.sin(0.55 * n + 1);
  }

  private static Clip tone(int frames) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) wave(i);
    }
    return Clip.of(RATE, new float[][] {samples});
  }
}
