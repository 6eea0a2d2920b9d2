package org.sirenaudio.bench.fits;

import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import java.util.function.DoubleBinaryOperator;
import org.sirenaudio.audio.Clip;

/**
 * Kinds of synthetic signals, reproducible.
 *
 * @param pattern its name, with a placeholder for its parameter
 * @param measure the parameter of a signal, by its rate and its position from 0 to 1
 * @param filler computes its samples
 * @param cheap whether the first of the kind may be long
 */
record SyntheticSignal(String pattern, DoubleBinaryOperator measure, Filler filler, boolean cheap) {

  static final List<SyntheticSignal> KINDS =
      List.of(
          new SyntheticSignal(
              "tone of %.0f Hz",
              (rate, place) -> geometric(20, 0.45 * rate, place), Waveforms::tone, true),
          new SyntheticSignal(
              "sweep to %.0f Hz",
              (rate, place) -> geometric(200, 0.45 * rate, place), Waveforms::sweep, true),
          new SyntheticSignal(
              "noise, peak %.0f dBFS", (rate, place) -> -80 + 80 * place, Waveforms::noise, false),
          new SyntheticSignal(
              "clicks, %.0f a second",
              (rate, place) -> geometric(8, 1000, place), Waveforms::clicks, false),
          new SyntheticSignal(
              "one click in silence", (rate, place) -> place, Waveforms::oneClick, true),
          new SyntheticSignal(
              "constant, %.0f dBFS", (rate, place) -> -80 + 80 * place, Waveforms::constant, true),
          new SyntheticSignal(
              "square of %.0f Hz",
              (rate, place) -> geometric(30, 0.1 * rate, place), Waveforms::square, false),
          new SyntheticSignal(
              "clipped voice of %.0f Hz",
              (rate, place) -> geometric(80, 300, place), Waveforms::clippedVoice, true),
          new SyntheticSignal(
              "tone of %.0f Hz with steps of 60 dB",
              (rate, place) -> geometric(50, 0.3 * rate, place), Waveforms::steps, true),
          new SyntheticSignal(
              "chord on %.0f Hz in noise",
              (rate, place) -> geometric(40, 0.05 * rate, place), Waveforms::chord, false));

  /** Fills {@code x} with a signal for a parameter, in the unit given in its name. */
  @FunctionalInterface
  interface Filler {
    void fill(float[] x, double rate, double measure, SplittableRandom random);
  }

  /**
   * One signal.
   *
   * @param number from 1
   * @param name its description
   */
  record Made(int number, String name, SyntheticSignal kind, Clip clip) {}

  /** Number of signals per kind. */
  private static final int EACH = 20;

  static final int COUNT = EACH * KINDS.size();

  private static final double[] RATES = {
    8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000
  };

  private static final double SHORTEST_SECONDS = 0.005;

  /** The length of all but the longest of a cheap kind, which has a low rate. */
  private static final int MOST_FRAMES = 24_000;

  private static final double LONGEST_SECONDS = 30;

  private static double geometric(double low, double high, double place) {
    return low * Math.pow(high / low, place);
  }

  /** The signal of a number from 1 to {@link #COUNT}. */
  static Made of(int number) {
    int index = number - 1;
    int order = index / EACH;
    SyntheticSignal kind = KINDS.get(order);
    int variant = index % EACH;
    boolean longest = variant == 0 && kind.cheap;
    double rate = longest ? RATES[0] : RATES[(variant + 3 * order) % RATES.length];
    // Seven and twenty are coprime: short and long signals occur at all positions and rates.
    double most = MOST_FRAMES / rate;
    double seconds =
        longest
            ? LONGEST_SECONDS
            : geometric(SHORTEST_SECONDS, most, (7 * variant + order) % EACH / (EACH - 1.0));
    double place = variant / (EACH - 1.0);
    double measure = kind.measure.applyAsDouble(rate, place);
    int channels = variant % 4 == 3 ? 2 : 1;
    int frames = (int) Math.round(seconds * rate);
    float[][] samples = new float[channels][frames];
    for (int c = 0; c < channels; c++) {
      kind.filler.fill(samples[c], rate, measure, new SplittableRandom(1000L * number + c));
    }
    String name = String.format(Locale.ROOT, kind.pattern, measure);
    return new Made(number, name, kind, Clip.of(rate, samples));
  }
}
