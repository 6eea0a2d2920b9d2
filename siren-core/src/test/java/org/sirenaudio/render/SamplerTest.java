package org.sirenaudio.render;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.sirenaudio.audio.ClipCollector;

/** A known sum of sines in place of a model. */
class SamplerTest {
  private static final double RATE = 16_000;
  private static final int FRAMES = 16_000;

  /** A cosine in Hz, at 1/fs a frame. */
  private static Sampler.Function cosines(double... hertz) {
    return (instants, count, into, at) -> {
      for (int i = 0; i < count; i++) {
        double sum = 0;
        for (double h : hertz) {
          sum += Math.cos(2 * Math.PI * h * instants[i] / RATE + h);
        }
        into[0][at + i] = (float) sum;
      }
    };
  }

  private static Sampler sampler(int threads, Sampler.Function function) {
    return new Sampler(() -> function, 1, RATE, FRAMES, threads);
  }

  private static float[] filtered(Sampler sampler, double rate, long first, int frames)
      throws IOException {
    ClipCollector collector = new ClipCollector(rate, frames);
    sampler.filtered(rate, new Renderer.Span(first, frames), collector::add);
    return collector.clip().channel(0);
  }

  /** Flat up to 0.9 of the Nyquist frequency, silent above it. */
  @ParameterizedTest
  @ValueSource(doubles = {8000, 4000, 3000, 11_025, 15_999, 12_345.678, 5333.333})
  void onlyTonesBelowTheNyquistFrequencyAreRendered(double rate) throws IOException {
    double nyquist = rate / 2;
    double[] kept = {0.01 * nyquist, 0.37 * nyquist, 0.9 * nyquist};
    double[] gone = {nyquist, 1.01 * nyquist, 1.9 * nyquist, 7900, 8000, 11_000};
    int frames = 200;
    int first = 1000;
    float[] rendered =
        filtered(
            sampler(1, cosines(kept[0], kept[1], kept[2], gone[1], gone[4])), rate, first, frames);
    float[] wanted = new float[frames];
    double[] instants = new double[frames];
    for (int m = 0; m < frames; m++) {
      instants[m] = (first + m) * RATE / rate;
    }
    cosines(kept).evaluate(instants, frames, new float[][] {wanted}, 0);
    for (int m = 0; m < frames; m++) {
      assertThat((double) rendered[m]).isCloseTo(wanted[m], within(3e-5));
    }
    for (double hertz : gone) {
      if (hertz >= nyquist) {
        for (float value : filtered(sampler(1, cosines(hertz)), rate, first, frames)) {
          assertThat((double) value).as("%s Hz", hertz).isCloseTo(0, within(1e-5));
        }
      }
    }
  }

  @Test
  void aToneAboveTheNyquistFrequencyIsRejected() throws IOException {
    float[] rendered = filtered(sampler(1, cosines(6789)), 8000, 0, 8000);
    for (float value : rendered) {
      assertThat((double) value).isCloseTo(0, within(0.15));
    }
    for (int m = 100; m < 7900; m++) {
      assertThat((double) rendered[m]).isCloseTo(0, within(1e-5));
    }
  }

  @ParameterizedTest
  @CsvSource({"8000, 2", "3000, 3", "999.5, 5", "7, 2"})
  void resultsDoNotDependOnThreadsAndSpans(double rate, int threads) throws IOException {
    Sampler one = sampler(1, cosines(1, 100, 400, 2000, 7000));
    int all = (int) rate;
    float[] whole = filtered(one, rate, 0, all);
    Sampler more = sampler(threads, cosines(1, 100, 400, 2000, 7000));
    assertThat(filtered(more, rate, 0, all)).isEqualTo(whole);
    int first = all / 3;
    float[] part = filtered(more, rate, first, all / 2);
    for (int m = 0; m < part.length; m++) {
      assertThat(part[m]).isEqualTo(whole[first + m]);
    }
  }

  @Test
  void theEndsHaveNoStep() throws IOException {
    Sampler.Function constant =
        (instants, count, into, at) -> java.util.Arrays.fill(into[0], at, at + count, 0.4f);
    for (double rate : new double[] {8000, 3000, 12_345.678, 10}) {
      for (float value : filtered(sampler(1, constant), rate, 0, (int) rate)) {
        assertThat((double) value).isCloseTo(0.4, within(2e-6));
      }
    }
    // A tone that ends at a peak is as if it went on; one that ends elsewhere has a bend.
    for (double phase : new double[] {0, 0.5, 1, Math.PI / 2, 2}) {
      Sampler.Function tone =
          (instants, count, into, at) -> {
            for (int i = 0; i < count; i++) {
              into[0][at + i] = (float) Math.cos(2 * Math.PI * 500 * instants[i] / RATE + phase);
            }
          };
      float[] rendered = filtered(sampler(1, tone), 4000, 0, 4000);
      for (int m = 0; m < rendered.length; m++) {
        double exact = Math.cos(2 * Math.PI * 500 * m / 4000.0 + phase);
        assertThat((double) rendered[m])
            .isCloseTo(exact, within(phase == 0 && m < 2000 ? 1e-4 : 0.2));
      }
    }
  }

  @Test
  void theFunctionIsEvaluatedOnlyWithinItsEnds() throws IOException {
    Sampler.Function checked =
        (instants, count, into, at) -> {
          for (int i = 0; i < count; i++) {
            assertThat(instants[i]).isBetween(0.0, 4.0);
            into[0][at + i] = (float) instants[i];
          }
        };
    for (int frames : new int[] {1, 2, 5}) {
      Sampler sampler = new Sampler(() -> checked, 1, RATE, frames, 2);
      for (double rate : new double[] {1, 3000, 15_999}) {
        assertThat(filtered(sampler, rate, 0, 1)[0]).isBetween(-0.01f, 4f);
      }
    }
  }
}
