package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.model.ClipModel;
import org.sirenaudio.model.Models;

class RendererTest {

  @ParameterizedTest
  @CsvSource({
    "1, 8000, 48000, 6",
    "1, 48000, 8000, 1",
    "100, 44100, 44100, 100",
    "441, 44100, 48000, 480",
    "1000, 16000, 22050, 1378",
    "3, 8000, 1, 1",
    "7, 10, 15, 11"
  })
  void aFullRenderingLastsAsLongAsTheClip(int frames, double rate, double at, int expected) {
    ClipModel model = Models.random(1, 1, frames, rate);
    assertThat(Renderer.of(model).frames(at)).isEqualTo(expected);
    assertThat(Renderer.of(model).at(at).frames()).isEqualTo(expected);
    assertThat(Renderer.of(model).at(at).sampleRate()).isEqualTo(at);
  }

  @ParameterizedTest
  @ValueSource(doubles = {8_000, 44_100, 48_000, 192_000, 12_345.678})
  void timeDoesNotDrift(double rate) {
    double hertz = 440;
    Clip clip = Renderer.of(Models.tone(hertz, 160_001, 16_000)).at(rate);
    // The filter of a lower rate mirrors the tone at its ends, where it has a bend then.
    int ends = rate < 16_000 ? 111 : 0;
    for (int m = ends; m < clip.frames() - ends; m += 37) {
      double expected = Math.sin(2 * Math.PI * hertz * (m / rate));
      assertThat((double) clip.channel(0)[m]).as("frame %d", m).isCloseTo(expected, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 2", "5, 1", "40, 3"})
  void spansAreBitIdenticalToTheWhole(int windows, int channels) {
    Renderer renderer = Renderer.of(Models.random(windows, channels, 3000, 8000)).threads(2);
    double rate = 20_500;
    Clip whole = renderer.at(rate);
    SplittableRandom random = new SplittableRandom(windows);
    for (int i = 0; i < 20; i++) {
      int first = random.nextInt(whole.frames());
      int frames = 1 + random.nextInt(whole.frames() - first);
      Clip piece = renderer.at(rate, first / rate, frames / rate);
      assertThat(piece.frames()).isEqualTo(frames);
      for (int c = 0; c < channels; c++) {
        float[] same = Arrays.copyOfRange(whole.channel(c), first, first + frames);
        assertThat(piece.channel(c)).isEqualTo(same);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {4000, 3000, 441.5, 20, 7999})
  void belowTheRecordingsRateSpansMatchTheFullRendering(double rate) {
    ClipModel model = Models.random(5, 2, 20_000, 8000);
    Clip whole = Renderer.of(model).threads(1).at(rate);
    Clip more = Renderer.of(model).threads(3).at(rate);
    SplittableRandom random = new SplittableRandom(3);
    for (int c = 0; c < 2; c++) {
      assertThat(more.channel(c)).isEqualTo(whole.channel(c));
    }
    for (int i = 0; i < 4; i++) {
      int first = random.nextInt(whole.frames());
      int frames = 1 + random.nextInt(whole.frames() - first);
      Clip piece = Renderer.of(model).threads(2).source(rate).slice(first, frames);
      for (int c = 0; c < 2; c++) {
        float[] same = Arrays.copyOfRange(whole.channel(c), first, first + frames);
        assertThat(piece.channel(c)).isEqualTo(same);
      }
    }
  }

  @Test
  void aToneAboveTheNyquistFrequencyDoesNotAlias() {
    Renderer renderer = Renderer.of(Models.tone(6789, 16_001, 16_000));
    Clip naive = renderer.naive().at(8000);
    Clip filtered = renderer.at(8000);
    for (int m = 100; m < 7900; m++) {
      double alias = Math.sin(2 * Math.PI * 6789 * m / 8000);
      assertThat((double) naive.channel(0)[m]).isCloseTo(alias, within(1e-4));
      assertThat((double) filtered.channel(0)[m]).isCloseTo(0, within(1e-4));
    }
  }

  @Test
  void noFilterIsAppliedAtTheRecordingsRateAndAbove() {
    Renderer renderer = Renderer.of(Models.random(3, 1, 2000, 8000.4));
    for (double rate : new double[] {8000, 8000.4, 8001, 44_100}) {
      assertThat(renderer.at(rate).channel(0)).isEqualTo(renderer.naive().at(rate).channel(0));
    }
    assertThat(renderer.at(7999).channel(0)).isNotEqualTo(renderer.naive().at(7999).channel(0));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7})
  void theResultDoesNotDependOnThreads(int threads) {
    ClipModel model = Models.random(7, 2, 20_000, 8000);
    Clip one = Renderer.of(model).threads(1).at(48_000);
    Clip more = Renderer.of(model).threads(threads).at(48_000);
    assertThat(more.channel(0)).isEqualTo(one.channel(0));
    assertThat(more.channel(1)).isEqualTo(one.channel(1));
  }

  @Test
  void instantsInAnyOrderMatchARendering() {
    ClipModel model = Models.random(6, 2, 2000, 8000);
    Clip whole = Renderer.of(model).at(16_000);
    int[] frames = new SplittableRandom(1).ints(5000, 0, whole.frames()).toArray();
    double[] seconds = Arrays.stream(frames).mapToDouble(m -> m / 16_000.0).toArray();
    float[][] values = Renderer.of(model).atInstants(seconds);
    for (int c = 0; c < 2; c++) {
      for (int i = 0; i < frames.length; i++) {
        assertThat(values[c][i]).isCloseTo(whole.channel(c)[frames[i]], within(2e-6f));
      }
    }
    assertThat(Renderer.of(model).atInstants(new double[0])).hasDimensions(2, 0);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 31})
  void crossFadesAddUpToOne(int windows) {
    Clip clip = Renderer.of(Models.constant(windows, 2, 2000, 8000)).at(56_789);
    for (float value : clip.channel(1)) {
      assertThat(value).isCloseTo(1f, within(2e-7f));
    }
  }

  @Test
  void blocksAreContiguousAndInOrder() throws IOException {
    Renderer renderer = Renderer.of(Models.random(3, 1, 4000, 8000)).threads(2);
    Renderer.Span span = new Renderer.Span(17, 100_000);
    long[] seen = {0};
    renderer.stream(
        400_000,
        span,
        (block, count) -> {
          assertThat(count).isBetween(1, block[0].length);
          seen[0] += count;
        });
    assertThat(seen[0]).isEqualTo(100_000);
  }

  @Test
  void invalidRatesAndSpansAreRefused() {
    Renderer renderer = Renderer.of(Models.tone(1, 100, 100));
    for (double rate : new double[] {0, -1, 0.5, 768_001, Double.NaN}) {
      assertThatIllegalArgumentException().isThrownBy(() -> renderer.at(rate));
    }
    double[][] spans = {{-0.1, 1}, {1, 1}, {0, 0}, {0, -1}, {Double.NaN, 1}, {0, Double.NaN}};
    for (double[] span : spans) {
      assertThatIllegalArgumentException()
          .as(Arrays.toString(span))
          .isThrownBy(() -> renderer.at(100, span[0], span[1]));
    }
    for (double instant : new double[] {-1e-9, 1.0001, Double.NaN}) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> renderer.atInstants(new double[] {instant}));
    }
  }
}
