package org.sirenaudio.time;

import java.util.Arrays;

/**
 * The monotone piecewise cubic through points: Hermite cubics whose derivatives at the points are
 * those of the parabola through three neighbours, reduced where the cubic would not be monotone (F.
 * N. Fritsch and R. E. Carlson, <em>Monotone Piecewise Cubic Interpolation</em>, SIAM J. Numer.
 * Anal. 17, 1980). Its derivative is continuous. Beyond the points it is linear.
 */
public final class CubicMap implements TimeMap {

  /**
   * With α and β the derivatives divided by the chord's slope, the cubic is monotone for α² + β² up
   * to this.
   */
  private static final double LARGEST = 9;

  private final double[] from;
  private final double[] to;
  private final double[] slopes;
  private final double largestSlope;

  private CubicMap(double[] from, double[] to) {
    this.from = from;
    this.to = to;
    slopes = slopes(from, to);
    double largest = 0;
    for (int i = 0; i + 1 < from.length; i++) {
      largest = Math.max(largest, largest(i));
    }
    largestSlope = largest;
  }

  static CubicMap of(double[] from, double[] to) {
    if (from.length < 2 || from.length != to.length) {
      throw new IllegalArgumentException(
          "a map needs at least two points, each an instant of either clock, not %d and %d"
              .formatted(from.length, to.length));
    }
    for (int i = 0; i < from.length; i++) {
      if (!(Double.isFinite(from[i]) && Double.isFinite(to[i]))) {
        throw new IllegalArgumentException(
            "point %d is %s, %s; instants must be finite".formatted(i + 1, from[i], to[i]));
      }
      if (i > 0 && !(from[i] > from[i - 1] && to[i] > to[i - 1])) {
        throw new IllegalArgumentException(
            "point %d, %s, %s, does not follow the previous one, %s, %s; both clocks must advance"
                .formatted(i + 1, from[i], to[i], from[i - 1], to[i - 1]));
      }
    }
    return new CubicMap(from.clone(), to.clone());
  }

  private static double[] slopes(double[] from, double[] to) {
    int last = from.length - 1;
    double[] chords = new double[last];
    for (int i = 0; i < last; i++) {
      chords[i] = (to[i + 1] - to[i]) / (from[i + 1] - from[i]);
    }
    double[] slopes = new double[last + 1];
    for (int i = 1; i < last; i++) {
      double before = from[i] - from[i - 1];
      double after = from[i + 1] - from[i];
      slopes[i] = (after * chords[i - 1] + before * chords[i]) / (before + after);
    }
    if (last == 1) {
      slopes[0] = chords[0];
      slopes[1] = chords[0];
    } else {
      slopes[0] = end(from[1] - from[0], from[2] - from[1], chords[0], chords[1]);
      slopes[last] =
          end(
              from[last] - from[last - 1],
              from[last - 1] - from[last - 2],
              chords[last - 1],
              chords[last - 2]);
    }
    for (int i = 0; i < last; i++) {
      double alpha = slopes[i] / chords[i];
      double beta = slopes[i + 1] / chords[i];
      double square = alpha * alpha + beta * beta;
      if (square > LARGEST) {
        double less = Math.sqrt(LARGEST / square);
        slopes[i] *= less;
        slopes[i + 1] *= less;
      }
    }
    return slopes;
  }

  /** The derivative of the parabola through three points at its end, kept above 0. */
  private static double end(double near, double far, double chord, double next) {
    double slope = chord + (chord - next) * near / (near + far);
    return Math.clamp(slope, chord / 3, 3 * chord);
  }

  /**
   * The largest derivative between two points: at one of them, or at the vertex of the derivative's
   * parabola.
   */
  private double largest(int i) {
    double largest = Math.max(slopes[i], slopes[i + 1]);
    double chord = (to[i + 1] - to[i]) / (from[i + 1] - from[i]);
    double bend = slopes[i] + slopes[i + 1] - 2 * chord;
    if (bend < 0) {
      double vertex = (2 * slopes[i] + slopes[i + 1] - 3 * chord) / (3 * bend);
      if (vertex > 0 && vertex < 1) {
        largest = Math.max(largest, slope(i, vertex));
      }
    }
    return largest;
  }

  /** The points' instants on the first clock. */
  public double[] from() {
    return from.clone();
  }

  /** The points' instants on the second clock. */
  public double[] to() {
    return to.clone();
  }

  @Override
  public double at(double seconds) {
    int last = from.length - 1;
    if (seconds <= from[0]) {
      return to[0] + slopes[0] * (seconds - from[0]);
    }
    if (seconds >= from[last]) {
      return to[last] + slopes[last] * (seconds - from[last]);
    }
    int i = interval(from, seconds);
    return at(i, (seconds - from[i]) / (from[i + 1] - from[i]));
  }

  private double at(int i, double part) {
    double width = from[i + 1] - from[i];
    double rise = to[i + 1] - to[i];
    double bend = width * (slopes[i] + slopes[i + 1]) - 2 * rise;
    double square = 3 * rise - width * (2 * slopes[i] + slopes[i + 1]);
    return to[i] + part * (width * slopes[i] + part * (square + part * bend));
  }

  @Override
  public double slope(double seconds) {
    int last = from.length - 1;
    if (seconds <= from[0]) {
      return slopes[0];
    }
    if (seconds >= from[last]) {
      return slopes[last];
    }
    int i = interval(from, seconds);
    return slope(i, (seconds - from[i]) / (from[i + 1] - from[i]));
  }

  private double slope(int i, double part) {
    double chord = (to[i + 1] - to[i]) / (from[i + 1] - from[i]);
    double bend = slopes[i] + slopes[i + 1] - 2 * chord;
    double square = 3 * chord - 2 * slopes[i] - slopes[i + 1];
    return slopes[i] + part * (2 * square + part * 3 * bend);
  }

  /** Newton's method, with bisection whenever a step would leave the bracket. */
  @Override
  public double inverse(double seconds) {
    int last = from.length - 1;
    if (seconds <= to[0]) {
      return from[0] + (seconds - to[0]) / slopes[0];
    }
    if (seconds >= to[last]) {
      return from[last] + (seconds - to[last]) / slopes[last];
    }
    int i = interval(to, seconds);
    double width = from[i + 1] - from[i];
    double low = 0;
    double high = 1;
    double part = (seconds - to[i]) / (to[i + 1] - to[i]);
    for (int step = 0; step < 100; step++) {
      double error = at(i, part) - seconds;
      if (error == 0) {
        break;
      }
      if (error < 0) {
        low = part;
      } else {
        high = part;
      }
      double next = part - error / (slope(i, part) * width);
      if (!(next > low && next < high)) {
        next = 0.5 * (low + high);
      }
      if (next == part) {
        break;
      }
      part = next;
    }
    return from[i] + part * width;
  }

  private static int interval(double[] points, double value) {
    int found = Arrays.binarySearch(points, value);
    return Math.min(found >= 0 ? found : -found - 2, points.length - 2);
  }

  @Override
  public double largestSlope() {
    return largestSlope;
  }
}
