package org.sirenaudio.sync;

import java.util.function.DoubleUnaryOperator;
import org.sirenaudio.parallel.Workers;

/**
 * The baseband of a tone: the recording mixed with exp(−2πi·turns) and passed through a low-pass of
 * linear phase (a sinc under a Hann window), which is shorter at the ends.
 *
 * @param rate of the values in Hz, {@value #RATE_OVER_BAND} times the band
 * @param re real parts, the first at 0 s
 * @param im imaginary parts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ToneBaseband(double rate, double[] re, double[] im) {

  static final int RATE_OVER_BAND = 16;

  /** Half the filter length, in periods of the band edge. */
  private static final int HALF_PERIODS = 3;

  /** Values at each end whose filter is truncated. */
  static final int REACH = HALF_PERIODS * RATE_OVER_BAND;

  /** Values per read, since their filters overlap widely. */
  private static final int BLOCK = 16;

  /** Frames over which the turns are taken as a straight line: wow is slower than that. */
  private static final int STRAIGHT = 16;

  /**
   * @param turns of what is mixed with, by the recording's time in seconds
   * @param band to either side, in Hz: flat up to two thirds of it, gone from four thirds on
   */
  static ToneBaseband of(Mono mono, DoubleUnaryOperator turns, double band, Workers workers) {
    double rate = RATE_OVER_BAND * band;
    double fs = mono.sampleRate();
    int count = 1 + (int) (mono.seconds() * rate);
    int half = (int) Math.ceil((double) HALF_PERIODS / band * fs);
    double[] filter = filter(half, band / fs);
    double[] re = new double[count];
    double[] im = new double[count];
    workers.forEach(
        (count + BLOCK - 1) / BLOCK,
        block -> {
          Workers.requireNotInterrupted();
          int begin = block * BLOCK;
          int end = Math.min(count, begin + BLOCK);
          // Values lie at m/rate exactly; the filter is centred on the nearest frame.
          long first = Math.max(0, Math.round(begin / rate * fs) - half);
          long last = Math.min(mono.frames() - 1L, Math.round((end - 1) / rate * fs) + half);
          Mixed mixed = Mixed.of(mono, turns, first, Math.toIntExact(last + 1 - first));
          for (int m = begin; m < end; m++) {
            mixed.filtered(filter, Math.round(m / rate * fs) - half - first, m, re, im);
          }
        });
    return new ToneBaseband(rate, re, im);
  }

  /** A sinc under a Hann window. */
  private static double[] filter(int half, double bandOverRate) {
    double[] filter = new double[2 * half + 1];
    for (int i = -half; i <= half; i++) {
      double turns = 2 * bandOverRate * i;
      double sinc = i == 0 ? 1 : Math.sin(Math.PI * turns) / (Math.PI * turns);
      filter[half + i] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1.0)));
    }
    return filter;
  }

  /** Samples, mixed. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Mixed(double[] re, double[] im) {

    static Mixed of(Mono mono, DoubleUnaryOperator turns, long first, int count) {
      double fs = mono.sampleRate();
      float[] samples = mono.stretch(first, count);
      double[] re = new double[count];
      double[] im = new double[count];
      double next = turns.applyAsDouble(first / fs);
      for (int from = 0; from < count; from += STRAIGHT) {
        double start = next;
        next = turns.applyAsDouble((first + from + STRAIGHT) / fs);
        double angle = -2 * Math.PI * (start - Math.rint(start));
        double step = -2 * Math.PI * (next - start) / STRAIGHT;
        double cos = Math.cos(step);
        double sin = Math.sin(step);
        double a = Math.cos(angle);
        double b = Math.sin(angle);
        for (int i = from; i < Math.min(count, from + STRAIGHT); i++) {
          re[i] = samples[i] * a;
          im[i] = samples[i] * b;
          double turned = a * cos - b * sin;
          b = b * cos + a * sin;
          a = turned;
        }
      }
      return new Mixed(re, im);
    }

    /** The value of a filter that begins at a sample, truncated at the ends. */
    void filtered(double[] filter, long at, int m, double[] toRe, double[] toIm) {
      double sumRe = 0;
      double sumIm = 0;
      double weight = 0;
      int from = (int) Math.max(0, -at);
      int to = (int) Math.min(filter.length, re.length - at);
      for (int i = from; i < to; i++) {
        int sample = (int) (at + i);
        sumRe += filter[i] * re[sample];
        sumIm += filter[i] * im[sample];
        weight += filter[i];
      }
      toRe[m] = weight > 0 ? 2 * sumRe / weight : 0;
      toIm[m] = weight > 0 ? 2 * sumIm / weight : 0;
    }
  }

  int count() {
    return re.length;
  }

  /** The unwrapped phase in radians. */
  double[] phases() {
    double[] phases = new double[count()];
    for (int m = 0; m < phases.length; m++) {
      double phase = Math.atan2(im[m], re[m]);
      if (m > 0) {
        phase = phases[m - 1] + Math.IEEEremainder(phase - phases[m - 1], 2 * Math.PI);
      }
      phases[m] = phase;
    }
    return phases;
  }

  /** The logarithm of the magnitude. */
  double[] levels() {
    double[] levels = new double[count()];
    for (int m = 0; m < levels.length; m++) {
      double size = Math.hypot(re[m], im[m]);
      levels[m] = size > 0 ? Math.log(size) : m > 0 ? levels[m - 1] : 0;
    }
    return levels;
  }
}
