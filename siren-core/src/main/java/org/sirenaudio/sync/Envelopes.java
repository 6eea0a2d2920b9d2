package org.sirenaudio.sync;

import java.util.Arrays;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.dsp.Smoothing;
import org.sirenaudio.parallel.Workers;

/**
 * The level of a recording per band, every hundredth of a second: logarithmic, minus the mean over
 * the surrounding two seconds, scaled to unit variance. Largely insensitive to a microphone's
 * colouration and to rate errors of a few hundred ppm.
 *
 * @param bands {@code [bands][frames]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Envelopes(float[][] bands) {

  static final int BANDS = 16;

  /** Frames per second. */
  static final int RATE = 100;

  private static final double LOWEST_HZ = 100;

  /** Least sample rate, in Hz: below it the bands are empty. */
  static final double LEAST_RATE = 2 * LOWEST_HZ;

  private static final double WINDOW_SECONDS = 0.023;

  /** Relative to the mean, so that silence has no features. */
  private static final double FLOOR = 1e-4;

  private static final float MOST = 3;
  private static final int BLOCK = 512;

  /**
   * @param highest common bandwidth in Hz
   */
  static Envelopes of(Mono mono, double highest, Workers workers) {
    int frames = Math.max(1, (int) (mono.seconds() * RATE));
    int length = Integer.highestOneBit((int) (mono.sampleRate() * WINDOW_SECONDS)) * 2;
    Fft fft = Fft.of(length);
    double[] window = hann(length);
    int[] edges = new int[BANDS + 1];
    for (int b = 0; b <= BANDS; b++) {
      double hertz = LOWEST_HZ * Math.pow(highest / LOWEST_HZ, b / (double) BANDS);
      int least = b == 0 ? 1 : edges[b - 1] + 1;
      edges[b] =
          Math.clamp(Math.round(hertz * length / mono.sampleRate()), least, length / 2 + b + 1);
    }
    float[][] bands = new float[BANDS][frames];
    workers.forEach(
        (frames + BLOCK - 1) / BLOCK,
        block -> {
          Workers.requireNotInterrupted();
          int begin = block * BLOCK;
          int end = Math.min(frames, begin + BLOCK);
          long first = place(begin, mono) - length / 2;
          float[] samples = mono.stretch(first, (int) (place(end - 1, mono) + length - first));
          double[] work = new double[fft.workLength()];
          for (int m = begin; m < end; m++) {
            int at = (int) (place(m, mono) - length / 2 - first);
            for (int i = 0; i < length; i++) {
              work[i] = samples[at + i] * window[i];
            }
            fft.forward(work);
            for (int b = 0; b < BANDS; b++) {
              double power = 0;
              for (int k = edges[b]; k < Math.min(edges[b + 1], fft.bins()); k++) {
                power += work[2 * k] * work[2 * k] + work[2 * k + 1] * work[2 * k + 1];
              }
              bands[b][m] = (float) power;
            }
          }
        });
    for (float[] band : bands) {
      scale(band);
    }
    return new Envelopes(bands);
  }

  private static long place(int frame, Mono mono) {
    return Math.round(frame * mono.sampleRate() / RATE);
  }

  static double[] hann(int length) {
    double[] window = new double[length];
    Arrays.setAll(window, i -> 0.5 - 0.5 * Math.cos(2 * Math.PI * (i + 0.5) / length));
    return window;
  }

  private static void scale(float[] band) {
    double mean = 0;
    for (float power : band) {
      mean += power / band.length;
    }
    double[] levels = new double[band.length];
    for (int i = 0; i < band.length; i++) {
      levels[i] = mean == 0 ? 0 : (float) Math.log(band[i] / mean + FLOOR);
    }
    double[] around = Smoothing.means(levels, RATE);
    double variance = 0;
    for (int i = 0; i < band.length; i++) {
      band[i] = (float) (levels[i] - around[i]);
      variance += band[i] * band[i] / band.length;
    }
    float scale = variance > 0 ? (float) (1 / Math.sqrt(variance)) : 0;
    for (int i = 0; i < band.length; i++) {
      band[i] = Math.clamp(band[i] * scale, -MOST, MOST);
    }
  }

  int frames() {
    return bands[0].length;
  }

  /** A stretch, in seconds. */
  Envelopes part(double from, double to) {
    int first = Math.clamp((long) (from * RATE), 0, frames() - 1);
    int end = Math.clamp((long) (to * RATE), first + 1, frames());
    float[][] part = new float[bands.length][];
    Arrays.setAll(part, b -> Arrays.copyOfRange(bands[b], first, end));
    return new Envelopes(part);
  }
}
