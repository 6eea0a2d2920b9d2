package org.sirenaudio.time;

/**
 * From one clock to another: a strictly ascending function of time, defined at every instant, with
 * its derivative and its inverse. Instants are in seconds.
 *
 * <p>Where a map is that of a rendering, it takes the rendering's clock to the recording's: {@code
 * at(t)} is the instant of the recording that is heard at {@code t}.
 */
public sealed interface TimeMap permits LinearMap, CubicMap {

  /** The other clock's instant at an instant of the one. */
  double at(double seconds);

  /** The derivative there: how fast the other clock runs, 1 for as fast. */
  double slope(double seconds);

  /** The instant of the one clock at which the other shows {@code seconds}. */
  double inverse(double seconds);

  /** The largest derivative anywhere. */
  double largestSlope();

  /**
   * A constant speed: {@code at(t) = speed·t}.
   *
   * @param speed above 0; 2 is twice as fast, and half as long
   * @throws IllegalArgumentException if it is another
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
   * The monotone cubic through points (Fritsch and Carlson 1980), which goes on straight beyond
   * them.
   *
   * @param from instants of the one clock, strictly ascending, at least two
   * @param to the other clock's instants there, strictly ascending
   * @throws IllegalArgumentException otherwise, naming the first point that is no good
   */
  static TimeMap through(double[] from, double[] to) {
    return CubicMap.of(from, to);
  }
}
