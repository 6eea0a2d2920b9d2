package org.sirenaudio.sync;

import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.sirenaudio.time.TimeMap;

/**
 * The line that most of a recording's chunks agree on (RANSAC, M. A. Fischler and R. C. Bolles
 * 1981), if more do so than by chance.
 *
 * @param lags of all chunks
 * @param agreeing indices of the chunks near the line
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record Agreement(Line line, ChunkLags lags, boolean[] agreeing) {

  private static final int TRIES = 4000;
  private static final double MOST_SLOPE = 1.5e-3;

  /**
   * By chance one in a hundred chunks is within the tolerance of a given line, and some thousand
   * lines can be distinguished.
   */
  private static final int LEAST = 6;

  private static final double LEAST_PART = 0.12;

  static @Nullable Agreement of(ChunkLags lags, double tolerance) {
    int count = lags.count();
    int most = 0;
    Line best = new Line(0, 0);
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < TRIES && count > 1; i++) {
      int a = random.nextInt(count);
      int b = random.nextInt(count);
      double apart = lags.seconds()[b] - lags.seconds()[a];
      double slope = a == b ? 0 : (lags.lags()[b] - lags.lags()[a]) / apart;
      if (Math.abs(slope) > MOST_SLOPE) {
        continue;
      }
      Line line = new Line(lags.lags()[a] - slope * lags.seconds()[a], slope);
      int near = count(near(line, lags, tolerance));
      if (near > most) {
        most = near;
        best = line;
      }
    }
    if (most < LEAST + LEAST_PART * count) {
      return null;
    }
    for (int round = 0; round < 3; round++) {
      best = straight(lags, near(best, lags, tolerance));
    }
    return new Agreement(best, lags, near(best, lags, tolerance));
  }

  /** The number of agreeing chunks relative to all. */
  double share() {
    return count(agreeing) / (double) agreeing.length;
  }

  /** The mean over all chunks of the correlation of those that agree. */
  double height(double tolerance) {
    double sum = 0;
    for (int i : indices(agreeing)) {
      sum += lags.height(i, line.at(lags.seconds()[i]), tolerance);
    }
    return sum / agreeing.length;
  }

  private static boolean[] near(Line line, ChunkLags lags, double tolerance) {
    boolean[] near = new boolean[lags.count()];
    for (int i = 0; i < near.length; i++) {
      near[i] = Math.abs(lags.lags()[i] - line.at(lags.seconds()[i])) <= tolerance;
    }
    return near;
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }

  private static Line straight(ChunkLags lags, boolean[] used) {
    // Too few independent points for a spline.
    return Drift.choose(Drift.Points.of(indices(used), lags.seconds(), lags.lags()), 1.1).line();
  }

  private static int[] indices(boolean[] flags) {
    return IntStream.range(0, flags.length).filter(i -> flags[i]).toArray();
  }

  /** A map corrected by the lags of the chunks: along a line, or a spline if justified. */
  TimeMap bent(TimeMap map, double[] overlap) {
    return SmoothDrift.lineOrSpline(
            Drift.Points.of(indices(agreeing), lags.seconds(), lags.lags()), 0.75)
        .on(map, overlap);
  }
}
