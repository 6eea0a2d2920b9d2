package org.sirenaudio.sync;

import org.sirenaudio.dsp.Fft;
import org.sirenaudio.dsp.Smoothing;
import org.sirenaudio.parallel.Workers;

/**
 * Lags of chunks of two nearly aligned signals: the generalised cross-correlation, weighted by the
 * smoothed coherence (G. C. Carter, A. H. Nuttall and P. G. Cable 1973, the smoothed coherence
 * transform), so that bands without common content are not amplified.
 *
 * @param seconds the chunks' centres on the reference's clock
 * @param lags delay of the second signal in seconds, from the peaks; NaN for silence
 * @param correlations {@code [chunks][2·most + 1]}, divided by their root mean square; the centre
 *     is lag zero
 * @param rate of the signals in Hz
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record ChunkLags(double[] seconds, double[] lags, float[][] correlations, double rate) {

  /** Smoothing width, in bins on each side. */
  private static final int SMOOTH = 8;

  /**
   * Two signals.
   *
   * @param rate of both in Hz
   * @param highest upper band limit in Hz
   */
  record Signals(Aligned.Chunks reference, Aligned.Chunks other, double rate, double highest) {}

  /**
   * @param starts first frames of the chunks
   * @param length of a chunk, a power of two
   * @param most largest lag searched, in frames, below {@code length / 2}
   */
  static ChunkLags of(Signals signals, long[] starts, int length, int most, Workers workers) {
    double[] seconds = new double[starts.length];
    double[] lags = new double[starts.length];
    float[][] correlations = new float[starts.length][];
    Fft fft = Fft.of(2 * length);
    double[] window = Envelopes.hann(length);
    int bins = Math.min(fft.bins(), (int) (signals.highest * 2 * length / signals.rate));
    Aligned.each(
        signals.reference,
        signals.other,
        starts,
        length,
        workers,
        (i, own, others) -> {
          double[] x = BlockSpectra.spectrum(own, window, fft);
          double[] y = BlockSpectra.spectrum(others, window, fft);
          double[] cross = coherent(x, y, fft, bins);
          fft.inverse(cross);
          seconds[i] = (starts[i] + 0.5 * length) / signals.rate;
          correlations[i] = around(cross, fft.length(), most);
          lags[i] = peak(correlations[i]) / signals.rate;
        });
    return new ChunkLags(seconds, lags, correlations, signals.rate);
  }

  private static double[] coherent(double[] x, double[] y, Fft fft, int bins) {
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
    return cross;
  }

  private static float[] around(double[] correlation, int length, int most) {
    float[] around = new float[2 * most + 1];
    double square = 0;
    for (int lag = -most; lag <= most; lag++) {
      double value = correlation[Math.floorMod(lag, length)];
      around[lag + most] = (float) value;
      square += value * value / around.length;
    }
    float scale = square > 0 ? (float) (1 / Math.sqrt(square)) : 0;
    for (int i = 0; i < around.length; i++) {
      around[i] *= scale;
    }
    return around;
  }

  /** In frames, by the parabola through three values; NaN if they are all 0. */
  private static double peak(float[] around) {
    int middle = around.length / 2;
    int best = middle;
    for (int i = 1; i + 1 < around.length; i++) {
      if (around[i] > around[best]) {
        best = i;
      }
    }
    if (around[best] == 0) {
      return Double.NaN;
    }
    double bend = around[best - 1] - 2.0 * around[best] + around[best + 1];
    double part =
        bend < 0
            ? Math.clamp(0.5 * ((double) around[best - 1] - around[best + 1]) / bend, -0.5, 0.5)
            : 0;
    return best - middle + part;
  }

  /**
   * As above, with lags taken from what all chunks have in common: a path with several peaks shows
   * them in every chunk, and which one is the highest in a chunk is random. Each correlation is
   * therefore matched with their mean, whose highest peak defines the position.
   */
  ChunkLags matched() {
    if (correlations.length == 0) {
      return this;
    }
    int length = correlations[0].length;
    float[] mean = new float[length];
    for (float[] around : correlations) {
      for (int i = 0; i < length; i++) {
        mean[i] += around[i] / correlations.length;
      }
    }
    double place = peak(mean);
    double[] matched = new double[lags.length];
    for (int chunk = 0; chunk < matched.length; chunk++) {
      float[] product = new float[length];
      for (int shift = -length / 2; shift <= length / 2; shift++) {
        double sum = 0;
        for (int i = Math.max(0, -shift); i < Math.min(length, length - shift); i++) {
          sum += correlations[chunk][i + shift] * mean[i];
        }
        product[length / 2 + shift] = (float) sum;
      }
      matched[chunk] = (place + peak(product)) / rate;
    }
    return new ChunkLags(seconds, matched, correlations, rate);
  }

  int count() {
    return lags.length;
  }

  /** The maximum correlation of a chunk within a tolerance around a lag, both in seconds. */
  double height(int chunk, double lag, double tolerance) {
    float[] around = correlations[chunk];
    int middle = around.length / 2;
    int from = Math.max(0, middle + (int) Math.floor((lag - tolerance) * rate));
    int to = Math.min(around.length - 1, middle + (int) Math.ceil((lag + tolerance) * rate));
    double height = 0;
    for (int i = from; i <= to; i++) {
      height = Math.max(height, around[i]);
    }
    return height;
  }
}
