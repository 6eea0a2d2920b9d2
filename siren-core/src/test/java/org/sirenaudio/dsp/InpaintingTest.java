package org.sirenaudio.dsp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import java.util.Arrays;
import java.util.BitSet;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.sirenaudio.parallel.Workers;

class InpaintingTest {
  private static final int FRAMES = 6000;

  @Test
  void burstsOfPartialsAreContinued() {
    float[] sound = sound(FRAMES);
    BitSet known = all();
    for (int i = 500; i < FRAMES; i += 500) {
      known.clear(i, i + 40);
    }
    float[] filled = fill(sound, known, 1);
    assertThat(missingDb(sound, filled, known)).isGreaterThan(30);
    assertThat(missingDb(sound, curve(sound, known, true), known)).isLessThan(5);
    known.stream().forEach(i -> assertThat(filled[i]).isEqualTo(sound[i]));
  }

  /** At the beginning, at the end, and a millisecond from either. */
  @ParameterizedTest
  @CsvSource({"0, 80", "0, 160", "1, 81", "16, 96", "15904, 15984", "15920, 16000", "15840, 16000"})
  void gapsAtTheEndsArePredictedFromTheKnownSide(int from, int to) {
    SplittableRandom random = new SplittableRandom(1);
    float[] pure = new float[16_000];
    float[] noisy = new float[pure.length];
    for (int i = 0; i < pure.length; i++) {
      pure[i] = (float) wave(i);
      noisy[i] = (float) (wave(i) + 1e-3 * random.nextDouble(-1, 1));
    }
    assertThat(gapDb(pure, from, to)).isGreaterThan(65);
    // As well as a gap with sound on both sides.
    assertThat(gapDb(noisy, from, to)).isCloseTo(gapDb(noisy, 8000, 8000 + to - from), within(5.0));
  }

  private static double gapDb(float[] sound, int from, int to) {
    BitSet known = new BitSet();
    known.set(0, sound.length);
    known.clear(from, to);
    return missingDb(sound, fill(sound, known, 1), known);
  }

  @Test
  void scatteredFramesAreFilledBetterThanByACubicSpline() {
    float[] sound = sound(FRAMES);
    BitSet known = all();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < FRAMES; i++) {
      known.set(i, random.nextDouble() > 0.3);
    }
    double db = missingDb(sound, fill(sound, known, 1), known);
    assertThat(db).isGreaterThan(missingDb(sound, curve(sound, known, true), known) + 10);
  }

  @Test
  void resultsDoNotDependOnTheNumberOfThreads() {
    float[] sound = sound(10_000);
    BitSet known = new BitSet();
    known.set(0, sound.length);
    known.clear(4000, 4100);
    known.clear(8190, 8200);
    assertThat(fill(sound, known, 3)).isEqualTo(fill(sound, known, 1));
  }

  @Test
  void tinyAndSilentClipsAreFilled() {
    float[] one = {0.5f};
    BitSet known = new BitSet();
    known.set(0);
    assertThat(fill(one, known, 1)).containsExactly(0.5f);
    float[] silence = new float[3000];
    known.set(0, 3000);
    known.clear(100, 200);
    assertThat(fill(silence, known, 1)).isEqualTo(silence);
    float[] few = {1, 9, 9, 1};
    BitSet ends = new BitSet();
    ends.set(0);
    ends.set(3);
    for (float value : fill(few, ends, 1)) {
      assertThat(value).isBetween(-2f, 2f);
    }
  }

  @Test
  void aLongGapFadesToSilence() {
    float[] gone = sound(20_000);
    BitSet start = new BitSet();
    start.set(0, 100);
    float[] faded = fill(gone, start, 1);
    for (int i = 2000; i < faded.length; i++) {
      assertThat(faded[i]).isZero();
    }
    BitSet middle = new BitSet();
    middle.set(0, 3000);
    middle.set(17_000, 20_000);
    float[] bridged = fill(gone, middle, 1);
    for (int i = 0; i < bridged.length; i++) {
      assertThat(Math.abs(bridged[i])).isLessThan(i > 4100 && i < 15_900 ? 1e-9f : 1.5f);
    }
  }

  @Test
  void unevenInstantsAreInterpolatedOntoTheGrid() {
    SplittableRandom random = new SplittableRandom(2);
    double[] positions = random.doubles(5000, 0, 3999).sorted().distinct().toArray();
    float[] values = new float[positions.length];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) wave(positions[i]);
    }
    float[] grid;
    try (Workers workers = Workers.of(1)) {
      grid = Inpainting.regrid(positions, values, 4000, workers);
    }
    double error = 0;
    double signal = 0;
    for (int i = 50; i < 3950; i++) {
      error += Math.pow(grid[i] - wave(i), 2);
      signal += wave(i) * wave(i);
    }
    assertThat(10 * Math.log10(signal / error)).isGreaterThan(40);
  }

  @Test
  void linearAndCubicInterpolationMatchACalculationByHand() {
    double[] x = {0, 1, 3, 4};
    float[] y = {0, 1, -1, 2};
    Interpolation linear = Interpolation.linear(x, y);
    assertThat(linear.at(0.5)).isEqualTo(0.5);
    assertThat(linear.at(2)).isZero();
    assertThat(linear.at(-1)).isZero();
    assertThat(linear.at(9)).isEqualTo(2);
    Interpolation cubic = Interpolation.cubic(x, y);
    for (int i = 0; i < x.length; i++) {
      assertThat(cubic.at(x[i])).isCloseTo(y[i], within(1e-12));
    }
    // m₁, m₂ from 6m₁ + 2m₂ = −12 and 2m₁ + 6m₂ = 24.
    double m1 = -3.75;
    double m2 = 5.25;
    assertThat(cubic.at(2)).isCloseTo((1 - 1) / 2.0 - (m1 + m2) / 4, within(1e-12));
    assertThat(cubic.at(0.5)).isCloseTo(0.5 - m1 / 16, within(1e-12));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interpolation.cubic(new double[] {1, 1}, new float[2]));
    assertThatIllegalArgumentException()
        .isThrownBy(() -> Interpolation.linear(new double[0], new float[0]));
  }

  @Test
  void bandedSystemsAreSolved() {
    int n = 30;
    BandedSystem system = new BandedSystem(n, 3);
    double[][] full = new double[n][n];
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < n; i++) {
      for (int j = Math.max(0, i - 3); j <= i; j++) {
        double value = i == j ? 8 : random.nextDouble(-1, 1);
        system.add(i, j, value);
        full[i][j] = value;
        full[j][i] = value;
      }
    }
    double[] wanted = random.doubles(n, -1, 1).toArray();
    double[] b = new double[n];
    Arrays.setAll(
        b,
        i -> {
          double sum = 0;
          for (int j = 0; j < n; j++) {
            sum += full[i][j] * wanted[j];
          }
          return sum;
        });
    system.solve(b);
    assertThat(b).containsExactly(wanted, within(1e-12));
  }

  private static double wave(double n) {
    return 0.4 * Math.sin(0.21 * n) + 0.3 * Math.sin(0.5 * n + 1) + 0.1 * Math.sin(1.1 * n + 2);
  }

  /** Partials and a faint noise. */
  private static float[] sound(int frames) {
    SplittableRandom random = new SplittableRandom(4);
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) (wave(i) + 1e-3 * random.nextDouble(-1, 1));
    }
    return samples;
  }

  private static BitSet all() {
    BitSet known = new BitSet();
    known.set(0, FRAMES);
    return known;
  }

  private static float[] fill(float[] signal, BitSet known, int threads) {
    float[] shown = new float[signal.length];
    known.stream().forEach(i -> shown[i] = signal[i]);
    try (Workers workers = Workers.of(threads)) {
      return Inpainting.fill(shown, known, workers);
    }
  }

  private static float[] curve(float[] signal, BitSet known, boolean cubic) {
    double[] x = known.stream().asDoubleStream().toArray();
    float[] y = new float[x.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = signal[(int) x[i]];
    }
    Interpolation curve = cubic ? Interpolation.cubic(x, y) : Interpolation.linear(x, y);
    float[] all = new float[signal.length];
    for (int i = 0; i < all.length; i++) {
      all[i] = (float) curve.at(i);
    }
    return all;
  }

  private static double missingDb(float[] signal, float[] filled, BitSet known) {
    double energy = 0;
    double error = 0;
    for (int i = 0; i < signal.length; i++) {
      if (!known.get(i)) {
        energy += (double) signal[i] * signal[i];
        error += Math.pow(signal[i] - filled[i], 2);
      }
    }
    return 10 * Math.log10(energy / error);
  }
}
