package org.sirenaudio.bench.fits;

import java.util.Arrays;
import java.util.SplittableRandom;

/** The sample generators of {@link SyntheticSignal}. */
final class Waveforms {

  private static final double TURN = 2 * Math.PI;

  private Waveforms() {}

  static void tone(float[] x, double rate, double hertz, SplittableRandom random) {
    double phase = random.nextDouble(TURN);
    double level = random.nextDouble(0.001, 1);
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) (level * Math.sin(phase + TURN * hertz * n / rate));
    }
  }

  static void sweep(float[] x, double rate, double hertz, SplittableRandom random) {
    double perFrame = (hertz - 20) / x.length;
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) (0.8 * Math.sin(TURN * n / rate * (20 + perFrame * n / 2)));
    }
  }

  static void noise(float[] x, double rate, double dbfs, SplittableRandom random) {
    double level = Math.pow(10, dbfs / 20);
    for (int n = 0; n < x.length; n++) {
      x[n] = (float) (level * random.nextDouble(-1, 1));
    }
  }

  static void clicks(float[] x, double rate, double perSecond, SplittableRandom random) {
    int apart = (int) Math.max(3, rate / perSecond);
    for (int n = 0; n < x.length; n += apart) {
      x[n] = (float) random.nextDouble(-1, 1);
    }
  }

  static void oneClick(float[] x, double rate, double place, SplittableRandom random) {
    x[(int) (place * (x.length - 1))] = (float) random.nextDouble(0.001, 1);
  }

  static void constant(float[] x, double rate, double dbfs, SplittableRandom random) {
    float level = (float) Math.pow(10, dbfs / 20);
    Arrays.fill(x, random.nextBoolean() ? level : -level);
  }

  static void square(float[] x, double rate, double hertz, SplittableRandom random) {
    double perFrame = hertz / rate;
    for (int n = 0; n < x.length; n++) {
      x[n] = (n * perFrame) % 1 < 0.5 ? 0.9f : -0.9f;
    }
  }

  /** Pulses through three resonances, driven beyond full scale and clipped, with pauses. */
  static void clippedVoice(float[] x, double rate, double hertz, SplittableRandom random) {
    double[] formants = {600, 1300, 2500};
    for (int n = 0; n < x.length; n++) {
      double t = n / rate;
      double since = (t * hertz) % 1 / hertz;
      double value = 0;
      for (double formant : formants) {
        value += Math.exp(-400 * since) * Math.sin(TURN * formant * since);
      }
      double syllable = Math.max(0, Math.sin(TURN * 4 * t + 1));
      x[n] = (float) Math.clamp(3 * syllable * value, -1, 1);
    }
  }

  /** A tone whose level steps by 60 dB. */
  static void steps(float[] x, double rate, double hertz, SplittableRandom random) {
    for (int n = 0; n < x.length; n++) {
      boolean loud = 5L * n / x.length % 2 == 0;
      x[n] = (float) ((loud ? 0.9 : 0.0009) * Math.sin(TURN * hertz * n / rate));
    }
  }

  static void chord(float[] x, double rate, double hertz, SplittableRandom random) {
    for (int n = 0; n < x.length; n++) {
      double value = 0.001 * random.nextDouble(-1, 1);
      for (double ratio : new double[] {1, 1.25, 1.5, 2}) {
        value += 0.2 * Math.sin(TURN * hertz * ratio * n / rate);
      }
      x[n] = (float) value;
    }
  }
}
