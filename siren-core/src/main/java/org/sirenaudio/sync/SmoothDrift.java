package org.sirenaudio.sync;

import java.util.Objects;
import org.sirenaudio.dsp.SymmetricSystem;

/**
 * A drift spline with as many degrees of freedom as the data justify: a cubic B-spline with one
 * knot per second and a penalty on its differences (P. H. C. Eilers and B. D. Marx, <em>Flexible
 * smoothing with B-splines and penalties</em>, Statistical Science 11, 1996). The penalty is chosen
 * by restricted maximum likelihood, by the method of S. N. Wood and M. Fasiolo (<em>A generalized
 * Fellner-Schall method</em>, Biometrics 73, 2017). The difference order, from 2 to 5, is the one
 * with the lowest Bayesian information criterion, n·ln(χ²/n) + p·ln(n) with the effective number of
 * parameters p. Where there is no signal the spline continues as a polynomial.
 *
 * @param drift with all its knots
 * @param coefficients of its basis
 * @param order of the differences
 * @param precision of the differences in 1/s², added to the data's information
 * @param freedom effective number of parameters
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
record SmoothDrift(
    Drift drift, double[] coefficients, int order, double precision, double freedom) {

  private static final double KNOT_SECONDS = 1;
  private static final int LEAST_INTERVALS = 4;
  private static final int MOST_INTERVALS = 240;
  private static final int ROUNDS = 30;
  private static final double ROBUST = 3;

  /** Bounds of the penalty relative to the data, so that neither is lost to rounding. */
  private static final double MOST = 1e6;

  private static final int LEAST_ORDER = 2;
  private static final int MOST_ORDER = 5;

  /**
   * The drift through some points: a straight line, or this spline if they justify one at all
   * ({@link Drift#choose}).
   *
   * @param independent the share of the points that counts as independent
   */
  static Drift.Fit lineOrSpline(Drift.Points points, double independent) {
    Drift.Fit chosen = Drift.choose(points, independent * points.count());
    if (chosen.drift().intervals() == 0) {
      return chosen;
    }
    SmoothDrift smooth = of(points, independent * points.count());
    return new Drift.Fit(smooth.drift, smooth.coefficients);
  }

  /**
   * @param independent how many of the points count as independent
   */
  static SmoothDrift of(Drift.Points points, double independent) {
    SmoothDrift best = null;
    double least = 0;
    for (int order = LEAST_ORDER; order <= MOST_ORDER; order++) {
      SmoothDrift drift = of(points, independent, order);
      double criterion =
          independent
                  * Math.log(
                      Math.max(
                          1e-300, drift.misfit(points.seconds(), points.lags(), points.weights())))
              + drift.freedom * Math.log(independent);
      if (best == null || criterion < least) {
        best = drift;
        least = criterion;
      }
    }
    return Objects.requireNonNull(best);
  }

  private static SmoothDrift of(Drift.Points points, double independent, int order) {
    double[] seconds = points.seconds();
    double[] lags = points.lags();
    double[] weights = points.weights();
    double begin = seconds[0];
    double end = seconds[seconds.length - 1];
    int intervals = (int) Math.clamp((end - begin) / KNOT_SECONDS, LEAST_INTERVALS, MOST_INTERVALS);
    Drift drift = new Drift(begin, end, intervals);
    int size = drift.size();
    double[][] penalty = penalty(size, order);
    double share = independent / seconds.length;
    double[] used = weights.clone();
    double[] coefficients = new double[size];
    double scale = 0;
    double precision = 0;
    double freedom = size;
    for (int round = 0; round < ROUNDS; round++) {
      double[] right = new double[size];
      double[][] data = drift.normal(seconds, lags, used, right);
      if (scale == 0) {
        // Start stiff; otherwise gaps would be filled arbitrarily.
        precision = share * diagonal(data);
        scale = 1;
      }
      double unit = share / (scale * scale);
      precision = Math.min(precision, MOST * unit * diagonal(data));
      double[][] all = new double[size][size];
      for (int i = 0; i < size; i++) {
        right[i] *= unit;
        for (int j = 0; j < size; j++) {
          all[i][j] = unit * data[i][j] + precision * penalty[i][j];
        }
      }
      double[][] inverse = SymmetricSystem.ridged(all).inverse();
      for (int i = 0; i < size; i++) {
        coefficients[i] = Drift.dot(inverse[i], right);
      }
      double held = 0;
      double rough = 0;
      for (int i = 0; i < size; i++) {
        for (int j = Math.max(0, i - order); j <= Math.min(size - 1, i + order); j++) {
          held += precision * inverse[i][j] * penalty[i][j];
          rough += coefficients[i] * penalty[i][j] * coefficients[j];
        }
      }
      freedom = size - held;
      double spread = drift.scale(seconds, lags, weights, coefficients);
      scale = Math.max(1e-300, spread);
      for (int i = 0; i < used.length; i++) {
        double far =
            Math.sqrt(weights[i])
                * Math.abs(lags[i] - drift.value(coefficients, seconds[i]))
                / (ROBUST * scale);
        used[i] = far > 1 ? weights[i] / far : weights[i];
      }
      precision = Math.max(1e-300, size - order - held) / Math.max(1e-300, rough);
    }
    return new SmoothDrift(drift, coefficients, order, precision, freedom);
  }

  private static double diagonal(double[][] matrix) {
    double most = 0;
    for (int i = 0; i < matrix.length; i++) {
      most = Math.max(most, matrix[i][i]);
    }
    return most;
  }

  /** Huber's loss over all points (P. J. Huber 1964). */
  private double misfit(double[] seconds, double[] lags, double[] weights) {
    double most = ROBUST * drift.scale(seconds, lags, weights, coefficients);
    double misfit = 0;
    for (int i = 0; i < lags.length; i++) {
      double error =
          Math.sqrt(weights[i]) * Math.abs(lags[i] - drift.value(coefficients, seconds[i]));
      misfit += error > most ? most * (2 * error - most) : error * error;
    }
    return misfit;
  }

  /** DᵀD with D the differences of the coefficients. */
  static double[][] penalty(int size, int order) {
    double[] difference = new double[order + 1];
    difference[0] = 1;
    for (int n = 1; n <= order; n++) {
      for (int i = n; i > 0; i--) {
        difference[i] = difference[i - 1] - difference[i];
      }
      difference[0] = -difference[0];
    }
    double[][] penalty = new double[size][size];
    for (int row = 0; row + order < size; row++) {
      for (int i = 0; i <= order; i++) {
        for (int j = 0; j <= order; j++) {
          penalty[row + i][row + j] += difference[i] * difference[j];
        }
      }
    }
    return penalty;
  }
}
