package org.sirenaudio.bench.figures;

import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import org.sirenaudio.audio.Clip;

/** Sines with known values at every instant, and the level of one in a rendering. */
final class Tones {

  private static final double AMPLITUDE = 0.5;
  private static final int MANY = 30;

  private Tones() {}

  /** One sine. */
  static DoubleUnaryOperator one(double hertz) {
    return t -> AMPLITUDE * Math.sin(2 * Math.PI * hertz * t + 1);
  }

  /** Thirty sines at random frequencies from 20 Hz, and in random phases. */
  static DoubleUnaryOperator thirty(double mostHertz) {
    SplittableRandom random = new SplittableRandom(4);
    double[] hertz = random.doubles(MANY, 20, mostHertz).toArray();
    double[] phases = random.doubles(MANY, 0, 2 * Math.PI).toArray();
    return t -> {
      double sum = 0;
      for (int k = 0; k < MANY; k++) {
        sum += Math.cos(2 * Math.PI * hertz[k] * t + phases[k]) / MANY;
      }
      return sum;
    };
  }

  static Clip sampled(double rate, int frames, DoubleUnaryOperator function) {
    float[] samples = new float[frames];
    for (int i = 0; i < frames; i++) {
      samples[i] = (float) function.applyAsDouble(i / rate);
    }
    return Clip.of(rate, new float[][] {samples});
  }

  /**
   * The level of one frequency relative to {@link #one}, in dB, under a window whose side lobes are
   * below −200 dB from 20 bins on.
   *
   * @param margin samples to ignore at either end
   */
  static double level(float[] samples, double rate, double hertz, int margin) {
    int count = samples.length - 2 * margin;
    double re = 0;
    double im = 0;
    double all = 0;
    for (int i = 0; i < count; i++) {
      double weight = Math.pow(Math.sin(Math.PI * (i + 0.5) / count), 12);
      double phase = 2 * Math.PI * hertz * i / rate;
      re += weight * samples[margin + i] * Math.cos(phase);
      im += weight * samples[margin + i] * Math.sin(phase);
      all += weight;
    }
    return 20 * Math.log10(2 * Math.hypot(re, im) / all / AMPLITUDE);
  }

  /** The level of everything relative to {@link #one}, in dB. */
  static double level(float[] samples, int margin) {
    double sum = 0;
    for (int i = margin; i < samples.length - margin; i++) {
      sum += (double) samples[i] * samples[i];
    }
    double mean = sum / (samples.length - 2.0 * margin);
    return 10 * Math.log10(mean / (AMPLITUDE * AMPLITUDE / 2));
  }

  /** The error of samples relative to a function's values, in dB. */
  static double error(float[] samples, double rate, DoubleUnaryOperator exact, int margin) {
    double error = 0;
    double power = 0;
    for (int m = margin; m < samples.length - margin; m++) {
      double should = exact.applyAsDouble(m / rate);
      power += should * should;
      error += Math.pow(samples[m] - should, 2);
    }
    return 10 * Math.log10(error / power);
  }
}
