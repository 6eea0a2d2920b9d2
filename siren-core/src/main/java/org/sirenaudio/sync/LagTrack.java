package org.sirenaudio.sync;

import org.sirenaudio.dsp.Fft;

/**
 * The course of the lag over the chunks: the path through their correlations with the highest sum
 * (A. Viterbi 1967). It may drift as clocks do; a jump costs as much as several chunks can
 * contribute.
 *
 * @param seconds lag of each chunk, in seconds
 * @param jumps {@code [i]}: whether the path jumps between chunks i − 1 and i
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record LagTrack(double[] seconds, boolean[] jumps) {

  private static final double BIN_SECONDS = 2e-4;

  /** Maximum contribution of a chunk, in standard deviations of its correlation. */
  private static final double MOST_HEIGHT = 15;

  private static final double JUMP_COST = 25;
  private static final double STEP_COST = 0.5;

  /** Maximum drift of clocks from a line that most chunks agree on. */
  private static final double MOST_DRIFT = 5e-5;

  /** Chunks on either side of a jump that decide whether it is one. */
  private static final int NEAR = 16;

  /**
   * @param reach of the correlations, in seconds
   */
  static LagTrack of(ChunkLags lags, double reach) {
    int chunks = lags.count();
    int half = (int) (reach / BIN_SECONDS);
    int bins = 2 * half + 1;
    double[] best = new double[bins];
    int[][] from = new int[chunks][bins];
    for (int i = 0; i < chunks; i++) {
      int steps = steps(lags, i);
      int top = highest(best);
      double[] next = new double[bins];
      for (int b = 0; b < bins; b++) {
        int source = top;
        double most = best[top] - JUMP_COST;
        for (int s = Math.max(0, b - steps); s <= Math.min(bins - 1, b + steps); s++) {
          double value = best[s] - STEP_COST * Math.abs(s - b);
          if (value > most) {
            most = value;
            source = s;
          }
        }
        from[i][b] = source;
        double height = lags.height(i, (b - half) * BIN_SECONDS, 0.5 * BIN_SECONDS);
        next[b] = most + Math.min(MOST_HEIGHT, height);
      }
      best = next;
    }
    double[] track = new double[chunks];
    boolean[] jumps = new boolean[chunks];
    int bin = highest(best);
    for (int i = chunks - 1; i >= 0; i--) {
      track[i] = (bin - half) * BIN_SECONDS;
      int before = from[i][bin];
      jumps[i] = i > 0 && Math.abs(before - bin) > steps(lags, i);
      bin = before;
    }
    return new LagTrack(track, jumps);
  }

  /** Number of bins that a lag may drift from the previous chunk. */
  private static int steps(ChunkLags lags, int chunk) {
    double apart = chunk == 0 ? 0 : lags.seconds()[chunk] - lags.seconds()[chunk - 1];
    return 1 + (int) Math.ceil(apart * MOST_DRIFT / BIN_SECONDS);
  }

  private static int highest(double[] values) {
    int top = 0;
    for (int i = 1; i < values.length; i++) {
      top = values[i] > values[top] ? i : top;
    }
    return top;
  }

  /**
   * Whether only the path jumps: multipath propagation, as in a room, gives several lags, and which
   * of them is the strongest depends on the sound. Therefore the whole correlations before and
   * after are compared, not their highest peaks.
   *
   * @param chunk the first behind the jump
   * @param jump its length in seconds
   * @param tolerance in seconds
   */
  boolean isEcho(ChunkLags lags, int chunk, double jump, double tolerance) {
    int begin = chunk - 1;
    while (begin > 0 && chunk - begin < NEAR && !jumps[begin]) {
      begin--;
    }
    int end = chunk + 1;
    while (end < lags.count() && end - chunk < NEAR && !jumps[end]) {
      end++;
    }
    Fft fft = Fft.of(Integer.highestOneBit(2 * lags.correlations()[chunk].length) * 2);
    double[] before = spectrum(lags, begin, chunk, fft);
    double[] behind = spectrum(lags, chunk, end, fft);
    fft.correlate(before, behind);
    fft.inverse(behind);
    double near = Math.min(tolerance, Math.abs(jump) / 3) * lags.rate();
    return most(behind, fft.length(), 0, near)
        > most(behind, fft.length(), jump * lags.rate(), near);
  }

  /** For the sum of some chunks' correlations. */
  private static double[] spectrum(ChunkLags lags, int begin, int end, Fft fft) {
    double[] sum = new double[fft.workLength()];
    for (int i = begin; i < end; i++) {
      float[] around = lags.correlations()[i];
      for (int lag = 0; lag < around.length; lag++) {
        sum[lag] += around[lag];
      }
    }
    fft.forward(sum);
    return sum;
  }

  private static double most(double[] correlation, int length, double shift, double tolerance) {
    int to = (int) Math.floor(shift + tolerance);
    double most = Double.NEGATIVE_INFINITY;
    for (int i = Math.min(to, (int) Math.ceil(shift - tolerance)); i <= to; i++) {
      most = Math.max(most, correlation[Math.floorMod(i, length)]);
    }
    return most;
  }
}
