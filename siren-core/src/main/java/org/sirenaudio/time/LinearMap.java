package org.sirenaudio.time;

/**
 * A clock with a constant speed relative to another: {@code offset + slope·t}.
 *
 * @param offset in seconds, finite
 * @param slope above 0
 */
public record LinearMap(double offset, double slope) implements TimeMap {

  /**
   * @throws IllegalArgumentException if the arguments are invalid
   */
  public LinearMap {
    if (!Double.isFinite(offset)) {
      throw new IllegalArgumentException(
          "an offset must be a finite number of seconds, not " + offset);
    }
    if (!(slope > 0 && slope <= Double.MAX_VALUE)) {
      throw new IllegalArgumentException("a speed must be above 0 and finite, not " + slope);
    }
  }

  @Override
  public double at(double seconds) {
    return offset + slope * seconds;
  }

  @Override
  public double slope(double seconds) {
    return slope;
  }

  @Override
  public double inverse(double seconds) {
    return (seconds - offset) / slope;
  }

  @Override
  public double largestSlope() {
    return slope;
  }
}
