package org.sirenaudio.sync;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.dsp.Smoothing;
import org.sirenaudio.parallel.Workers;

/**
 * Overlapping blocks of two nearly aligned signals: their cross-spectra, and each one's power
 * smoothed over bins and blocks.
 *
 * @param seconds the blocks' centres on the reference's clock
 * @param hertz bin spacing
 * @param first the first bin; index 0 of the arrays
 * @param cross {@code [blocks][2·bins]}, conj(X)·Y, interleaved real and imaginary parts
 * @param rawX {@code [blocks][bins]}, |X|²
 * @param rawY {@code [blocks][bins]}, |Y|²
 * @param powerX {@code [blocks][bins]}, rawX averaged over neighbouring bins and blocks
 * @param powerY {@code [blocks][bins]}
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record BlockSpectra(
    double[] seconds,
    double hertz,
    int first,
    float[][] cross,
    float[][] rawX,
    float[][] rawY,
    float[][] powerX,
    float[][] powerY) {

  private static final double LOWEST_HZ = 40;

  /** Smoothing width, in bins on each side. */
  private static final int SMOOTH = 4;

  private static final int MOST_BANDS = 128;

  static BlockSpectra of(
      Aligned.Chunks reference,
      Aligned.Chunks other,
      double rate,
      long[] starts,
      int length,
      double highest,
      Workers workers) {
    Fft fft = Fft.of(length);
    double[] window = Envelopes.hann(length);
    double hertz = rate / length;
    int first = Math.max(1, (int) Math.ceil(LOWEST_HZ / hertz));
    int bins = Math.min(fft.bins() - 1, (int) (highest / hertz)) - first;
    int blocks = starts.length;
    double[] seconds = new double[blocks];
    float[][] cross = new float[blocks][2 * bins];
    float[][] rawX = new float[blocks][bins];
    float[][] rawY = new float[blocks][bins];
    float[][] aroundX = new float[blocks][];
    float[][] aroundY = new float[blocks][];
    Aligned.each(
        reference,
        other,
        starts,
        length,
        workers,
        (k, own, others) -> {
          seconds[k] = (starts[k] + 0.5 * (length - 1)) / rate;
          double[] x = spectrum(own, window, fft);
          double[] y = spectrum(others, window, fft);
          for (int f = 0; f < bins; f++) {
            int re = 2 * (first + f);
            rawX[k][f] = (float) (x[re] * x[re] + x[re + 1] * x[re + 1]);
            rawY[k][f] = (float) (y[re] * y[re] + y[re + 1] * y[re + 1]);
            cross[k][2 * f] = (float) (x[re] * y[re] + x[re + 1] * y[re + 1]);
            cross[k][2 * f + 1] = (float) (x[re] * y[re + 1] - x[re + 1] * y[re]);
          }
          aroundX[k] = around(x, fft, first, bins);
          aroundY[k] = around(y, fft, first, bins);
        });
    return new BlockSpectra(
        seconds, hertz, first, cross, rawX, rawY, inTime(aroundX), inTime(aroundY));
  }

  /**
   * The windowed spectrum of a block, in the layout of {@link Fft#forward}; zero-padded if short.
   */
  static double[] spectrum(float[] block, double[] window, Fft fft) {
    double[] work = new double[fft.workLength()];
    for (int i = 0; i < block.length; i++) {
      work[i] = block[i] * window[i];
    }
    fft.forward(work);
    return work;
  }

  private static float[] around(double[] spectrum, Fft fft, int first, int bins) {
    double[] power = Smoothing.power(spectrum, fft.bins(), SMOOTH);
    float[] around = new float[bins];
    for (int f = 0; f < bins; f++) {
      around[f] = (float) power[first + f];
    }
    return around;
  }

  private static float[][] inTime(float[][] raw) {
    float[][] smooth = new float[raw.length][];
    Arrays.setAll(
        smooth,
        k -> {
          float[] before = raw[Math.max(0, k - 1)];
          float[] after = raw[Math.min(raw.length - 1, k + 1)];
          float[] mean = new float[raw[k].length];
          for (int f = 0; f < mean.length; f++) {
            mean[f] = (before[f] + raw[k][f] + after[f]) / 3;
          }
          return mean;
        });
    return smooth;
  }

  /**
   * The magnitude-squared coherence over all blocks, in bands of equal width.
   *
   * @param lags of each block in seconds
   */
  List<Synchronisation.Band> coherence(double[] lags) {
    int bins = bins();
    double[] re = new double[bins];
    double[] im = new double[bins];
    double[] x = new double[bins];
    double[] y = new double[bins];
    for (int k = 0; k < blocks(); k++) {
      Rotation rotation = Rotation.of(this, lags[k]);
      for (int f = 0; f < bins; f++, rotation.next()) {
        re[f] += cross[k][2 * f] * rotation.cos() - cross[k][2 * f + 1] * rotation.sin();
        im[f] += cross[k][2 * f] * rotation.sin() + cross[k][2 * f + 1] * rotation.cos();
        x[f] += rawX[k][f];
        y[f] += rawY[k][f];
      }
    }
    int bands = Math.min(MOST_BANDS, bins);
    List<Synchronisation.Band> coherence = new ArrayList<>();
    for (int b = 0; b < bands; b++) {
      int from = (int) ((long) b * bins / bands);
      int to = (int) ((long) (b + 1) * bins / bands);
      double mean = 0;
      for (int f = from; f < to; f++) {
        double both = x[f] * y[f];
        mean += both > 0 ? (re[f] * re[f] + im[f] * im[f]) / both / (to - from) : 0;
      }
      double middle = hertz * (first + 0.5 * (from + to - 1));
      coherence.add(new Synchronisation.Band(middle, Math.min(1, mean)));
    }
    return coherence;
  }

  int blocks() {
    return seconds.length;
  }

  int bins() {
    return powerX[0].length;
  }

  /** In radians per second. */
  double omega(int bin) {
    return 2 * Math.PI * hertz * (first + bin);
  }
}
