package org.sirenaudio.sync;

import org.sirenaudio.dsp.Fft;
import org.sirenaudio.parallel.Workers;

/**
 * What chunks of two signals on nearly one clock say of the lag between them: the peak of the
 * generalised cross-correlation, weighted by what the smoothed spectra leave of the coherence (G.
 * C. Carter, A. H. Nuttall and P. G. Cable 1973, the smoothed coherence transform): bands without
 * anything in common are not blown up.
 *
 * @param seconds the chunks' middles on the reference's clock
 * @param lags in seconds by which the second is late
 * @param heights of the peaks over the root mean square of the correlation
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChunkLags(double[] seconds, double[] lags, double[] heights) {

  /** Of the smoothing, in bins on either side. */
  private static final int SMOOTH = 8;

  /** Gives a chunk of a signal. */
  @FunctionalInterface
  interface Chunks {
    float[] chunk(long from, int count);
  }

  /**
   * @param starts first frames of the chunks
   * @param length of a chunk, a power of two
   * @param most the largest lag that is looked for, in frames, below {@code length / 2}
   * @param highest in Hz
   */
  static ChunkLags of(
      Chunks reference,
      Chunks other,
      double rate,
      long[] starts,
      int length,
      int most,
      double highest,
      Workers workers) {
    double[] seconds = new double[starts.length];
    double[] lags = new double[starts.length];
    double[] heights = new double[starts.length];
    Fft fft = Fft.of(2 * length);
    double[] window = Envelopes.hann(length);
    int bins = Math.min(fft.bins(), (int) (highest * 2 * length / rate));
    workers.forEach(
        starts.length,
        i -> {
          Workers.requireNotInterrupted();
          double[] x = BlockSpectra.spectrum(reference.chunk(starts[i], length), window, fft);
          double[] y = BlockSpectra.spectrum(other.chunk(starts[i], length), window, fft);
          double[] px = Smoothing.power(x, fft.bins(), SMOOTH);
          double[] py = Smoothing.power(y, fft.bins(), SMOOTH);
          double[] cross = new double[fft.workLength()];
          for (int k = 1; k < bins; k++) {
            double scale = Math.sqrt(px[k] * py[k]);
            if (scale > 0) {
              cross[2 * k] = (x[2 * k] * y[2 * k] + x[2 * k + 1] * y[2 * k + 1]) / scale;
              cross[2 * k + 1] = (x[2 * k] * y[2 * k + 1] - x[2 * k + 1] * y[2 * k]) / scale;
            }
          }
          fft.inverse(cross);
          seconds[i] = (starts[i] + 0.5 * length) / rate;
          peak(cross, fft.length(), most, i, lags, heights);
          lags[i] /= rate;
        });
    return new ChunkLags(seconds, lags, heights);
  }

  private static void peak(
      double[] correlation, int length, int most, int i, double[] lags, double[] heights) {
    int best = 0;
    double square = 0;
    for (int lag = -most; lag <= most; lag++) {
      double value = correlation[Math.floorMod(lag, length)];
      square += value * value / (2 * most + 1);
      if (value > correlation[Math.floorMod(best, length)]) {
        best = lag;
      }
    }
    double at = correlation[Math.floorMod(best, length)];
    double before = correlation[Math.floorMod(best - 1, length)];
    double after = correlation[Math.floorMod(best + 1, length)];
    double bend = before - 2 * at + after;
    lags[i] = best + (bend < 0 ? Math.clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0);
    heights[i] = square > 0 ? at / Math.sqrt(square) : 0;
  }
}
