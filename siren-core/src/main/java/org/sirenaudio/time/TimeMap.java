package org.sirenaudio.time;

/**
 * A map from one clock to another: a strictly increasing function of time, defined everywhere, with
 * its derivative and its inverse. Instants are in seconds.
 *
 * <p>For renderings it maps the output's clock to the recording's: {@code at(t)} is the instant of
 * the recording that is heard at {@code t}.
 */
public sealed interface TimeMap permits LinearMap, CubicMap {

  /** The second clock's time at an instant of the first. */
  double at(double seconds);

  /** The derivative: the speed of the second clock, 1 for equal speeds. */
  double slope(double seconds);

  /** The inverse: the instant of the first clock at which the second shows {@code seconds}. */
  double inverse(double seconds);

  /** The maximum derivative. */
  double largestSlope();

  /**
   * A constant speed: {@code at(t) = speed·t}.
   *
   * @param speed above 0; 2 is twice as fast and half as long
   * @throws IllegalArgumentException if it is not
   */
  static TimeMap speed(double speed) {
    return new LinearMap(0, speed);
  }

  /**
   * A straight line: {@code at(t) = offset + slope·t}.
   *
   * @throws IllegalArgumentException unless both are finite and the slope is above 0
   */
  static TimeMap linear(double offset, double slope) {
    return new LinearMap(offset, slope);
  }

  /**
   * The monotone cubic through points (Fritsch and Carlson 1980), linear beyond them.
   *
   * @param from instants of the first clock, strictly increasing, at least two
   * @param to the second clock's instants there, strictly increasing
   * @throws IllegalArgumentException otherwise, naming the first invalid point
   */
  static TimeMap through(double[] from, double[] to) {
    return CubicMap.of(from, to);
  }
}
