package org.sirenaudio.sync;

import java.util.Arrays;
import org.sirenaudio.dsp.Robust;
import org.sirenaudio.dsp.SymmetricSystem;
import org.sirenaudio.time.LinearMap;
import org.sirenaudio.time.TimeMap;

/**
 * A model of drift: a straight line in time, or a uniform cubic B-spline with a number of
 * intervals.
 *
 * @param begin of the time covered, in seconds
 * @param end of it
 * @param intervals of the spline, 0 for the line
 */
record Drift(double begin, double end, int intervals) {

  private static final int[] CHOICES = {0, 1, 2, 3, 4, 6, 8, 12, 16, 24, 32, 48, 64};
  private static final double LEAST_INTERVAL_SECONDS = 1;
  private static final int LEAST_POINTS = 4;

  /** Bias of the criterion in favour of the line, since a spline claims that the clock drifts. */
  private static final double IN_FAVOUR_OF_THE_LINE = 10;

  private static final double ROBUST = 3;

  /** Relative to the knots' span, for the slope at its ends. */
  private static final double TANGENT = 1e-4;

  /**
   * Points that a drift is fitted to.
   *
   * @param seconds their instants, ascending
   * @param lags there
   * @param weights in proportion to the information on each
   */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Points(double[] seconds, double[] lags, double[] weights) {

    /**
     * Some of many, all of one weight.
     *
     * @param used their indices, ascending
     */
    static Points of(int[] used, double[] seconds, double[] lags) {
      double[] weights = new double[used.length];
      Arrays.fill(weights, 1);
      return new Points(
          Arrays.stream(used).mapToDouble(i -> seconds[i]).toArray(),
          Arrays.stream(used).mapToDouble(i -> lags[i]).toArray(),
          weights);
    }

    int count() {
      return seconds.length;
    }
  }

  /** Number of coefficients. */
  int size() {
    return intervals == 0 ? 2 : intervals + 3;
  }

  /** The basis functions at an instant: for the line, 1 and the time from −1 to 1. */
  double[] at(double seconds) {
    double[] row = new double[size()];
    double part = (seconds - begin) / Math.max(1e-9, end - begin);
    if (intervals == 0) {
      row[0] = 1;
      row[1] = 2 * part - 1;
      return row;
    }
    double place = part * intervals;
    int interval = Math.clamp((int) Math.floor(place), 0, intervals - 1);
    double t = place - interval;
    double u = 1 - t;
    row[interval] = u * u * u / 6;
    row[interval + 1] = (3 * t * t * t - 6 * t * t + 4) / 6;
    row[interval + 2] = (3 * u * u * u - 6 * u * u + 4) / 6;
    row[interval + 3] = t * t * t / 6;
    return row;
  }

  double value(double[] coefficients, double seconds) {
    return dot(at(seconds), coefficients);
  }

  /**
   * As above within the knots; beyond them the tangent at the nearest, so that the slope is
   * continuous.
   */
  double straightBeyond(double[] coefficients, double seconds) {
    double within = Math.clamp(seconds, begin, end);
    double value = value(coefficients, within);
    if (within == seconds) {
      return value;
    }
    double near = TANGENT * (end - begin) * (seconds < begin ? 1 : -1);
    double slope = (value(coefficients, within + near) - value) / near;
    return value + slope * (seconds - within);
  }

  static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  /** A number of intervals with its coefficients. */
  @SuppressWarnings("ArrayRecordComponent") // never compared
  record Fit(Drift drift, double[] coefficients) {
    private static final int POINTS_A_SECOND = 4;
    private static final int LEAST_POINTS = 50;
    private static final int MOST_POINTS = 4000;

    /** The number of points that a map needs over a span to represent a drift. */
    static int points(double[] span) {
      return (int) Math.clamp(POINTS_A_SECOND * (span[1] - span[0]), LEAST_POINTS, MOST_POINTS);
    }

    /** For zero intervals. */
    Line line() {
      double slope = 2 * coefficients[1] / Math.max(1e-9, drift.end - drift.begin);
      return new Line(coefficients[0] - slope * 0.5 * (drift.begin + drift.end), slope);
    }

    /** A map corrected by the drift over a span. */
    TimeMap on(TimeMap map, double[] span) {
      if (drift.intervals == 0 && map instanceof LinearMap straight) {
        Line line = line();
        return TimeMap.linear(straight.offset() + line.lag(), straight.slope() + line.slope());
      }
      int points = points(span);
      double[] from = new double[points];
      double[] to = new double[points];
      for (int i = 0; i < points; i++) {
        from[i] = span[0] + (span[1] - span[0]) * i / (points - 1.0);
        to[i] = map.at(from[i]) + drift.straightBeyond(coefficients, from[i]);
      }
      return TimeMap.through(from, to);
    }
  }

  /**
   * The drift with the least Bayesian information criterion, n·ln(χ²/n) + p·ln(n), of a robust
   * weighted fit to points.
   *
   * @param independent how many of the points count as independent
   */
  static Fit choose(Points points, double independent) {
    double[] seconds = points.seconds();
    double[] lags = points.lags();
    double[] weights = points.weights();
    double begin = Arrays.stream(seconds).min().orElse(0);
    double end = Arrays.stream(seconds).max().orElse(0);
    Fit best = null;
    double least = 0;
    for (int intervals : CHOICES) {
      Drift drift = new Drift(begin, end, intervals);
      if (intervals > 0
          && (intervals * LEAST_INTERVAL_SECONDS > end - begin
              || drift.size() * LEAST_POINTS > independent)) {
        break;
      }
      double[] used = weights.clone();
      double[] coefficients = new double[drift.size()];
      double misfit = 0;
      for (int round = 0; round < 6; round++) {
        coefficients = drift.fitted(seconds, lags, used);
        double scale = drift.scale(seconds, lags, weights, coefficients);
        misfit = 0;
        for (int i = 0; i < seconds.length; i++) {
          double error =
              Math.sqrt(weights[i]) * Math.abs(lags[i] - drift.value(coefficients, seconds[i]));
          double far = error / Math.max(1e-300, ROBUST * scale);
          used[i] = far > 1 ? weights[i] / far : weights[i];
          misfit += far > 1 ? ROBUST * ROBUST * scale * scale * (2 * far - 1) : error * error;
        }
      }
      double criterion =
          independent * Math.log(Math.max(1e-300, misfit))
              + drift.size() * Math.log(independent)
              - (intervals == 0 ? IN_FAVOUR_OF_THE_LINE : 0);
      if (best == null || criterion < least) {
        best = new Fit(drift, coefficients);
        least = criterion;
      }
    }
    return best == null ? new Fit(new Drift(begin, end, 0), new double[2]) : best;
  }

  /** The robust standard deviation of a lag with weight 1. */
  double scale(double[] seconds, double[] lags, double[] weights, double[] coefficients) {
    double[] errors = new double[seconds.length];
    Arrays.setAll(
        errors, i -> Math.sqrt(weights[i]) * Math.abs(lags[i] - value(coefficients, seconds[i])));
    return Robust.deviation(errors);
  }

  private double[] fitted(double[] seconds, double[] lags, double[] weights) {
    double[] right = new double[size()];
    return SymmetricSystem.ridged(normal(seconds, lags, weights, right)).solve(right);
  }

  /**
   * The normal equations of a weighted fit.
   *
   * @param right the right-hand side, which is added to
   */
  double[][] normal(double[] seconds, double[] lags, double[] weights, double[] right) {
    double[][] normal = new double[size()][size()];
    for (int i = 0; i < seconds.length; i++) {
      double[] row = at(seconds[i]);
      for (int a = 0; a < row.length; a++) {
        if (row[a] != 0) {
          right[a] += weights[i] * row[a] * lags[i];
          for (int b = 0; b < row.length; b++) {
            normal[a][b] += weights[i] * row[a] * row[b];
          }
        }
      }
    }
    return normal;
  }
}
