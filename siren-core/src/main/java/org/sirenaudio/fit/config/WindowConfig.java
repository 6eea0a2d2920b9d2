package org.sirenaudio.fit.config;

import java.io.Serializable;

/**
 * Division of the time axis among networks.
 *
 * @param count number of windows; 1 for a single network
 * @param minSeconds minimum window length, unless the recording is shorter
 */
public record WindowConfig(Choice<Integer> count, Choice<Double> minSeconds)
    implements Serializable {

  /**
   * @throws IllegalArgumentException if a given count is below 1, or a given length is negative or
   *     not finite
   */
  public WindowConfig {
    Choice.requireCount(count, "the number of windows");
    double seconds = minSeconds.orElse(1.0);
    if (!(seconds >= 0 && Double.isFinite(seconds))) {
      throw new IllegalArgumentException(
          "the minimum window length must be 0 s or more, not " + seconds);
    }
  }

  /** As many windows as suit the recording's bandwidth. */
  static WindowConfig standard() {
    return new WindowConfig(Choice.automatic(), Choice.automatic());
  }

  /**
   * Returns a copy with {@link #count()} replaced.
   *
   * @throws IllegalArgumentException if it is below 1
   */
  public WindowConfig withCount(int value) {
    return new WindowConfig(Choice.of(value), minSeconds);
  }

  /**
   * Returns a copy with {@link #minSeconds()} replaced.
   *
   * @throws IllegalArgumentException if it is negative or not finite
   */
  public WindowConfig withMinSeconds(double value) {
    return new WindowConfig(count, Choice.of(value));
  }
}
