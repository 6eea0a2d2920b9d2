package org.sirenaudio.fit.plan;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.audio.Clip;
import org.sirenaudio.fit.data.Spectrum;

class WindowBoundariesTest {
  private static final int LEAST = 16;

  @ParameterizedTest
  @CsvSource({"1, 1", "16, 1", "17, 1", "320, 20", "10000, 7", "5000, 312", "44100, 1"})
  void windowsCoverTheClip(int frames, int count) {
    for (boolean silent : new boolean[] {false, true}) {
      int[] borders = borders(noise(frames, silent ? 0 : 1), count);
      assertThat(borders).hasSize(count + 1);
      assertThat(borders[0]).isZero();
      assertThat(borders[count]).isEqualTo(frames);
      for (int i = 0; i < count; i++) {
        assertThat(borders[i + 1] - borders[i]).isGreaterThanOrEqualTo(Math.min(LEAST, frames));
      }
    }
  }

  @Test
  void louderPartsGetShorterWindows() {
    Clip clip = noise(40_000, 1);
    for (int i = 0; i < 20_000; i++) {
      clip.channel(0)[i] *= 1e-3f;
    }
    int[] borders = borders(clip, 20);
    int first = borders[1] - borders[0];
    int last = borders[20] - borders[19];
    assertThat(first).isGreaterThan(last);
    assertThat(first).as("but not without end").isLessThan(4 * last);
  }

  private static int[] borders(Clip clip, int count) {
    return WindowBoundaries.of(clip, Spectrum.of(clip), count, LEAST);
  }

  private static Clip noise(int frames, double amplitude) {
    SplittableRandom random = new SplittableRandom(1);
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) (amplitude * random.nextDouble(-1, 1));
    }
    return Clip.of(8000, new float[][] {samples});
  }
}
