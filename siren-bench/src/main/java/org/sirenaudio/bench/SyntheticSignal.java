package org.sirenaudio.bench;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.sirenaudio.audio.Clip;

/** Kinds of sounds that are made, not recorded; the same ones each time. */
enum SyntheticSignal {
  TONE("tone of %.0f Hz") {
    @Override
    double measure(double rate, double place) {
      return between(20, 0.45 * rate, place);
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      double hertz = measure(rate, place);
      double phase = random.nextDouble(2 * Math.PI);
      double level = random.nextDouble(0.001, 1);
      for (int n = 0; n < x.length; n++) {
        x[n] = (float) (level * Math.sin(phase + 2 * Math.PI * hertz * n / rate));
      }
    }
  },
  SWEEP("sweep to %.0f Hz") {
    @Override
    double measure(double rate, double place) {
      return between(200, 0.45 * rate, place);
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      double perFrame = (measure(rate, place) - 20) / x.length;
      for (int n = 0; n < x.length; n++) {
        x[n] = (float) (0.8 * Math.sin(2 * Math.PI * n / rate * (20 + perFrame * n / 2)));
      }
    }
  },
  NOISE("noise, peak %.0f dBFS") {
    @Override
    double measure(double rate, double place) {
      return -80 + 80 * place;
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      double level = Math.pow(10, measure(rate, place) / 20);
      for (int n = 0; n < x.length; n++) {
        x[n] = (float) (level * random.nextDouble(-1, 1));
      }
    }
  },
  CLICKS("clicks, %.0f a second") {
    @Override
    double measure(double rate, double place) {
      return between(8, 1000, place);
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      int apart = (int) Math.max(3, rate / measure(rate, place));
      for (int n = 0; n < x.length; n += apart) {
        x[n] = (float) random.nextDouble(-1, 1);
      }
    }
  },
  ONE_CLICK("one click in silence") {
    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      x[(int) (place * (x.length - 1))] = (float) random.nextDouble(0.001, 1);
    }
  },
  DC("constant, %.0f dBFS") {
    @Override
    double measure(double rate, double place) {
      return -80 + 80 * place;
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      float level = (float) Math.pow(10, measure(rate, place) / 20);
      Arrays.fill(x, random.nextBoolean() ? level : -level);
    }
  },
  SQUARE("square of %.0f Hz") {
    @Override
    double measure(double rate, double place) {
      return between(30, 0.1 * rate, place);
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      double perFrame = measure(rate, place) / rate;
      for (int n = 0; n < x.length; n++) {
        x[n] = (n * perFrame) % 1 < 0.5 ? 0.9f : -0.9f;
      }
    }
  },
  CLIPPED_SPEECH("clipped voice of %.0f Hz") {
    @Override
    double measure(double rate, double place) {
      return between(80, 300, place);
    }

    // Pulses through three resonances, loud beyond full scale and cut there, and with pauses.
    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      double[] formants = {600, 1300, 2500};
      double voice = measure(rate, place);
      for (int n = 0; n < x.length; n++) {
        double t = n / rate;
        double since = (t * voice) % 1 / voice;
        double value = 0;
        for (double formant : formants) {
          value += Math.exp(-400 * since) * Math.sin(2 * Math.PI * formant * since);
        }
        double syllable = Math.max(0, Math.sin(2 * Math.PI * 4 * t + 1));
        x[n] = (float) Math.clamp(3 * syllable * value, -1, 1);
      }
    }
  },
  STEPS("tone of %.0f Hz with steps of 60 dB") {
    @Override
    double measure(double rate, double place) {
      return between(50, 0.3 * rate, place);
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      double hertz = measure(rate, place);
      for (int n = 0; n < x.length; n++) {
        boolean loud = 5L * n / x.length % 2 == 0;
        x[n] = (float) ((loud ? 0.9 : 0.0009) * Math.sin(2 * Math.PI * hertz * n / rate));
      }
    }
  },
  CHORD("chord on %.0f Hz in noise") {
    @Override
    double measure(double rate, double place) {
      return between(40, 0.05 * rate, place);
    }

    @Override
    void fill(float[] x, double rate, double place, SplittableRandom random) {
      double hertz = measure(rate, place);
      for (int n = 0; n < x.length; n++) {
        double value = 0.001 * random.nextDouble(-1, 1);
        for (double ratio : new double[] {1, 1.25, 1.5, 2}) {
          value += 0.2 * Math.sin(2 * Math.PI * hertz * ratio * n / rate);
        }
        x[n] = (float) value;
      }
    }
  };

  /**
   * One of them.
   *
   * @param number from 1 on
   * @param name what it is
   */
  record Made(int number, String name, SyntheticSignal kind, Clip clip) {}

  /** How many there are of each kind. */
  private static final int EACH = 20;

  static final int COUNT = EACH * values().length;

  private static final double[] RATES = {
    8000, 11025, 16000, 22050, 32000, 44100, 48000, 88200, 96000, 192000
  };

  private static final double SHORTEST_SECONDS = 0.005;

  /**
   * Of all but the longest of a kind, which has few frames a second and is made for cheap kinds.
   */
  private static final int MOST_FRAMES = 24_000;

  private static final double LONGEST_SECONDS = 30;
  private static final List<SyntheticSignal> LONG =
      List.of(TONE, SWEEP, ONE_CLICK, DC, CLIPPED_SPEECH, STEPS);

  private final String pattern;

  SyntheticSignal(String pattern) {
    this.pattern = pattern;
  }

  /** What tells one of a kind from another, in the unit that the name gives. */
  double measure(double rate, double place) {
    return 0;
  }

  /**
   * @param place from 0 to 1, among those of the kind
   */
  abstract void fill(float[] x, double rate, double place, SplittableRandom random);

  private static double between(double low, double high, double place) {
    return low * Math.pow(high / low, place);
  }

  /** The sound of a number from 1 to {@link #COUNT}. */
  static Made of(int number) {
    int index = number - 1;
    int order = index / EACH;
    SyntheticSignal kind = values()[order];
    int variant = index % EACH;
    boolean longest = variant == 0 && LONG.contains(kind);
    double rate = longest ? RATES[0] : RATES[(variant + 3 * order) % RATES.length];
    // Seven and twenty have no common divisor: short and long ones come at all places and rates.
    double most = MOST_FRAMES / rate;
    double seconds =
        longest
            ? LONGEST_SECONDS
            : between(SHORTEST_SECONDS, most, (7 * variant + order) % EACH / (EACH - 1.0));
    double place = variant / (EACH - 1.0);
    int channels = variant % 4 == 3 ? 2 : 1;
    int frames = (int) Math.round(seconds * rate);
    float[][] samples = new float[channels][frames];
    for (int c = 0; c < channels; c++) {
      kind.fill(samples[c], rate, place, new SplittableRandom(1000L * number + c));
    }
    String name = String.format(Locale.ROOT, kind.pattern, kind.measure(rate, place));
    return new Made(number, name, kind, Clip.of(rate, samples));
  }
}
