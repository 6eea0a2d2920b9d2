package org.sirenaudio.bench.sync;

import java.util.Arrays;
import org.sirenaudio.audio.ClipSource;
import org.sirenaudio.dsp.Fft;
import org.sirenaudio.dsp.Robust;

/**
 * The conventional method: half-second chunks are cross-correlated, each peak is refined by a
 * parabola, and a line is fitted robustly. Both recordings have the same rate. The offset is given
 * within a chunk's length, as from a separate search.
 *
 * @param offsetSeconds start of the other on the reference's clock
 * @param ratePpm of the other's clock
 */
public record ChunkedCorrelation(double offsetSeconds, double ratePpm) {

  private static final int CHUNK = 1 << 15;
  private static final double HOP_SECONDS = 0.37;
  private static final double REACH_SECONDS = 0.05;
  private static final int ROUNDS = 8;
  private static final int MOST_PAIRED = 2000;

  /**
   * @param nearly approximate offset
   */
  public static ChunkedCorrelation of(ClipSource reference, ClipSource other, double nearly) {
    return of(reference, other, nearly, REACH_SECONDS);
  }

  /**
   * As above.
   *
   * @param reach search range in seconds, below half a chunk
   */
  public static ChunkedCorrelation of(
      ClipSource reference, ClipSource other, double nearly, double reach) {
    double rate = reference.sampleRate();
    int shift = (int) Math.round(nearly * rate);
    int begin = Math.max(0, shift);
    int end = Math.min(reference.frames(), other.frames() + shift) - CHUNK;
    int hop = (int) (HOP_SECONDS * rate);
    int count = Math.max(2, (end - begin) / hop + 1);
    double[] instants = new double[count];
    double[] lags = new double[count];
    Fft fft = Fft.of(2 * CHUNK);
    for (int i = 0; i < count; i++) {
      int from = Math.clamp((long) begin + (long) i * hop, 0, Math.max(0, end));
      // The instant on the other's clock, and its delay on the reference's.
      instants[i] = (from - shift + 0.5 * CHUNK) / rate;
      lags[i] =
          (shift
                  - peak(
                      spectrum(reference, from, fft),
                      spectrum(other, from - shift, fft),
                      fft,
                      (int) (reach * rate)))
              / rate;
    }
    return line(instants, lags);
  }

  private static double[] spectrum(ClipSource clip, int from, Fft fft) {
    double[] work = new double[fft.workLength()];
    int first = Math.clamp(from, 0, clip.frames());
    int end = Math.clamp(from + CHUNK, first, clip.frames());
    if (first < end) {
      float[] samples = clip.slice(first, end - first).channel(0);
      for (int i = 0; i < samples.length; i++) {
        work[first - from + i] = samples[i];
      }
    }
    fft.forward(work);
    return work;
  }

  /** The delay of y in frames. */
  private static double peak(double[] x, double[] y, Fft fft, int most) {
    fft.correlate(x, y);
    fft.inverse(y);
    int best = 0;
    for (int lag = -most; lag <= most; lag++) {
      if (y[Math.floorMod(lag, fft.length())] > y[Math.floorMod(best, fft.length())]) {
        best = lag;
      }
    }
    double before = y[Math.floorMod(best - 1, fft.length())];
    double at = y[Math.floorMod(best, fft.length())];
    double after = y[Math.floorMod(best + 1, fft.length())];
    double bend = before - 2 * at + after;
    return best + (bend < 0 ? Math.clamp(0.5 * (before - after) / bend, -0.5, 0.5) : 0);
  }

  /** The median of all slopes (H. Theil 1950), then least squares without outliers. */
  private static ChunkedCorrelation line(double[] instants, double[] lags) {
    int count = instants.length;
    // For hours, only pairs half the length apart: Theil's incomplete method.
    int step = count > MOST_PAIRED ? count / 2 : 1;
    double[] slopes = new double[count > MOST_PAIRED ? count : count * (count - 1) / 2];
    int filled = 0;
    for (int i = 0; i < count; i++) {
      for (int j = i - step; j >= 0; j -= step) {
        if (instants[i] != instants[j]) {
          slopes[filled++] = (lags[i] - lags[j]) / (instants[i] - instants[j]);
        }
      }
    }
    double slope = Robust.median(Arrays.copyOf(slopes, filled));
    double[] rests = new double[count];
    for (int i = 0; i < count; i++) {
      rests[i] = lags[i] - slope * instants[i];
    }
    double level = Robust.median(rests);
    for (int round = 0; round < ROUNDS; round++) {
      double[] errors = new double[count];
      for (int i = 0; i < count; i++) {
        errors[i] = Math.abs(lags[i] - level - slope * instants[i]);
      }
      double most = 3 * Robust.DEVIATIONS * Robust.median(errors) + 1e-12;
      double n = 0;
      double t = 0;
      double tt = 0;
      double v = 0;
      double tv = 0;
      for (int i = 0; i < count; i++) {
        if (errors[i] <= most) {
          n++;
          t += instants[i];
          tt += instants[i] * instants[i];
          v += lags[i];
          tv += instants[i] * lags[i];
        }
      }
      double determinant = n * tt - t * t;
      if (determinant > 0) {
        slope = (n * tv - t * v) / determinant;
        level = (v - slope * t) / n;
      }
    }
    return new ChunkedCorrelation(level, 1e6 * slope);
  }
}
