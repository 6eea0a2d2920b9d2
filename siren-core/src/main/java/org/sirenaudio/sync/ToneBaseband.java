package org.sirenaudio.sync;

import org.sirenaudio.parallel.Workers;

/**
 * The band around a frequency, moved to 0 Hz: mixed with exp(−2πi·f·t) and passed through a
 * linear-phase low-pass (a Hann-windowed sinc), which is truncated at the ends.
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

  /**
   * @param hertz the frequency
   * @param band on each side, in Hz: flat up to two thirds of it, zero from four thirds
   */
  static ToneBaseband of(Mono mono, double hertz, double band, Workers workers) {
    double rate = RATE_OVER_BAND * band;
    double fs = mono.sampleRate();
    int count = 1 + (int) (mono.seconds() * rate);
    int half = (int) Math.ceil((double) HALF_PERIODS / band * fs);
    double[] filter = new double[2 * half + 1];
    for (int i = -half; i <= half; i++) {
      double turns = 2 * band * i / fs;
      double sinc = i == 0 ? 1 : Math.sin(Math.PI * turns) / (Math.PI * turns);
      filter[half + i] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1.0)));
    }
    double[] re = new double[count];
    double[] im = new double[count];
    long frames = Math.round(mono.seconds() * fs);
    double cos = Math.cos(-2 * Math.PI * hertz / fs);
    double sin = Math.sin(-2 * Math.PI * hertz / fs);
    workers.forEach(
        (count + BLOCK - 1) / BLOCK,
        block -> {
          Workers.requireNotInterrupted();
          int begin = block * BLOCK;
          int end = Math.min(count, begin + BLOCK);
          // Values lie at m/rate exactly; the filter is centred on the nearest frame.
          long first = Math.round(begin / rate * fs) - half;
          long last = Math.round((end - 1) / rate * fs) + half;
          float[] samples = mono.stretch(first, Math.toIntExact(last + 1 - first));
          for (int m = begin; m < end; m++) {
            long from = Math.round(m / rate * fs) - half;
            double sumRe = 0;
            double sumIm = 0;
            double weight = 0;
            double start = -2 * Math.PI * ((hertz * from / fs) % 1.0);
            double a = Math.cos(start);
            double b = Math.sin(start);
            for (int i = 0; i < filter.length; i++) {
              long frame = from + i;
              if (frame >= 0 && frame < frames) {
                double value = filter[i] * samples[(int) (frame - first)];
                sumRe += value * a;
                sumIm += value * b;
                weight += filter[i];
              }
              double turned = a * cos - b * sin;
              b = b * cos + a * sin;
              a = turned;
            }
            re[m] = weight > 0 ? 2 * sumRe / weight : 0;
            im[m] = weight > 0 ? 2 * sumIm / weight : 0;
          }
        });
    return new ToneBaseband(rate, re, im);
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
