package org.sirenaudio.sync;

import org.sirenaudio.parallel.Workers;

/**
 * What of a recording lies around a frequency, moved to 0 Hz: mixed with exp(−2πi·f·t) and passed
 * through a low-pass of linear phase (a sinc under a Hann window), which is shorter at the ends.
 *
 * @param rate of the values in Hz, {@value #RATE_OVER_BAND} times the band
 * @param re real parts, the first at 0 s
 * @param im imaginary parts
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ToneBaseband(double rate, double[] re, double[] im) {

  private static final int RATE_OVER_BAND = 8;

  /** Half of the filter, in periods of the band's edge. */
  private static final double HALF_PERIODS = 3;

  /**
   * @param hertz the frequency
   * @param band to either side, in Hz: flat up to two thirds of it, gone from four thirds on
   */
  static ToneBaseband of(Mono mono, double hertz, double band, Workers workers) {
    double rate = RATE_OVER_BAND * band;
    double fs = mono.sampleRate();
    int count = 1 + (int) (mono.seconds() * rate);
    int half = (int) Math.ceil(HALF_PERIODS / band * fs);
    double[] filter = new double[2 * half + 1];
    for (int i = -half; i <= half; i++) {
      double turns = 2 * band * i / fs;
      double sinc = i == 0 ? 1 : Math.sin(Math.PI * turns) / (Math.PI * turns);
      filter[half + i] = sinc * (0.5 + 0.5 * Math.cos(Math.PI * i / (half + 1.0)));
    }
    double[] re = new double[count];
    double[] im = new double[count];
    long frames = Math.round(mono.seconds() * fs);
    workers.forEach(
        count,
        m -> {
          Workers.requireNotInterrupted();
          // Values lie at m/rate exactly; the filter is centred on the nearest frame.
          long middle = Math.round(m / rate * fs);
          float[] samples = mono.stretch(middle - half, filter.length);
          double sumRe = 0;
          double sumIm = 0;
          double weight = 0;
          double cos = Math.cos(-2 * Math.PI * hertz / fs);
          double sin = Math.sin(-2 * Math.PI * hertz / fs);
          double start = -2 * Math.PI * ((hertz * (middle - half) / fs) % 1.0);
          double a = Math.cos(start);
          double b = Math.sin(start);
          for (int i = 0; i < filter.length; i++) {
            long frame = middle - half + i;
            if (frame >= 0 && frame < frames) {
              double value = filter[i] * samples[i];
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
        });
    return new ToneBaseband(rate, re, im);
  }

  int count() {
    return re.length;
  }

  /** The phase of every value in radians, without jumps of a turn. */
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
}
